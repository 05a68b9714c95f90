<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Diagnosis</name>
    <message numerus="yes">
        <source>%n download(s) wait for their turn at %1 while slots are free: the limit for one host holds them back.</source>
        <translation>
            <numerusform>%n download waits for its turn at %1 while slots are free: the limit for one host holds it back.</numerusform>
            <numerusform>%n downloads wait for their turn at %1 while slots are free: the limit for one host holds them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The limit of %1 is higher than needed: only %n download(s) use it.</source>
        <translation>
            <numerusform>The limit of %1 is higher than needed: only %n download uses it.</numerusform>
            <numerusform>The limit of %1 is higher than needed: only %n downloads use it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n download(s) wait until then, as the server&apos;s Retry-After says.</source>
        <translation>
            <numerusform>%n download waits until then, as the server&apos;s Retry-After says.</numerusform>
            <numerusform>%n downloads wait until then, as the server&apos;s Retry-After says.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) have nearly the same, steady speed. </source>
        <translation>
            <numerusform>%n connection has a steady speed. </numerusform>
            <numerusform>%n connections have nearly the same, steady speed. </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n download(s) from this host run; about %1 slots are free.</source>
        <translation>
            <numerusform>%n download from this host runs; about %1 slots are free.</numerusform>
            <numerusform>%n downloads from this host run; about %1 slots are free.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of the time of all slots was look-up, connecting, and waiting for first bytes. %n file(s) ended in the last ten seconds, each in about %2.</source>
        <translation>
            <numerusform>%1 of the time of all slots was look-up, connecting, and waiting for first bytes. %n file ended in the last ten seconds, each in about %2.</numerusform>
            <numerusform>%1 of the time of all slots was look-up, connecting, and waiting for first bytes. %n files ended in the last ten seconds, each in about %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All slots are in use and %n download(s) wait. </source>
        <translation>
            <numerusform>All slots are in use and %n download waits. </numerusform>
            <numerusform>All slots are in use and %n downloads wait. </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%1&#xa0;bytes</source>
        <translation>
            <numerusform>%1&#xa0;byte</numerusform>
            <numerusform>%1&#xa0;bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %1&#xa0;days</source>
        <translation>
            <numerusform>about %1&#xa0;day</numerusform>
            <numerusform>about %1&#xa0;days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>The limit was lowered: the %n youngest downloads wait again and keep their bytes.</source>
        <translation>
            <numerusform>The limit was lowered: the youngest download waits again and keeps its bytes.</numerusform>
            <numerusform>The limit was lowered: the %n youngest downloads wait again and keep their bytes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SegmentTexts</name>
    <message numerus="yes">
        <source>resumed %n time(s)</source>
        <translation>
            <numerusform>resumed %n time</numerusform>
            <numerusform>resumed %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpanWords</name>
    <message numerus="yes">
        <source>%Ln downloads</source>
        <translation>
            <numerusform>%Ln download</numerusform>
            <numerusform>%Ln downloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaterfallTexts</name>
    <message numerus="yes">
        <source>%n attempt(s) in %1</source>
        <translation>
            <numerusform>%n attempt in %1</numerusform>
            <numerusform>%n attempts in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::ui::AddDialog</name>
    <message numerus="yes">
        <source>%Ln link(s)</source>
        <translation>
            <numerusform>%Ln link</numerusform>
            <numerusform>%Ln links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) to mend</source>
        <translation>
            <numerusform>%Ln line to mend</numerusform>
            <numerusform>%Ln lines to mend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln duplicate(s) left out</source>
        <translation>
            <numerusform>%Ln duplicate left out</numerusform>
            <numerusform>%Ln duplicates left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) from %1</source>
        <translation>
            <numerusform>%Ln link from %1</numerusform>
            <numerusform>%Ln links from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln link(s)</source>
        <translation>
            <numerusform>Add %Ln link</numerusform>
            <numerusform>Add %Ln links</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::ui::CategoryModel</name>
    <message numerus="yes">
        <source>%1, %n downloads</source>
        <translation>
            <numerusform>%1, %n download</numerusform>
            <numerusform>%1, %n downloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::ui::MainWindow</name>
    <message numerus="yes">
        <source>Removed %Ln download(s). Files stay.</source>
        <translation>
            <numerusform>Removed %Ln download. Files stay.</numerusform>
            <numerusform>Removed %Ln downloads. Files stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::ui::RemoveFilesDialog</name>
    <message numerus="yes">
        <source>Remove %Ln download(s)?</source>
        <translation>
            <numerusform>Remove %Ln download?</numerusform>
            <numerusform>Remove %Ln downloads?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln file(s) for good?</source>
        <translation>
            <numerusform>Delete %Ln file for good?</numerusform>
            <numerusform>Delete %Ln files for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::ui::SlotsPage</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::ui::WaterfallPage</name>
    <message numerus="yes">
        <source>%n earlier attempt(s) came before Sluice was started this time: the list of attempts has them.</source>
        <translation>
            <numerusform>%n earlier attempt came before Sluice was started this time: the list of attempts has it.</numerusform>
            <numerusform>%n earlier attempts came before Sluice was started this time: the list of attempts has them.</numerusform>
        </translation>
    </message>
</context>
</TS>
