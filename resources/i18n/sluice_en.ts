<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %1 days</source>
        <translation>
            <numerusform>about %1 day</numerusform>
            <numerusform>about %1 days</numerusform>
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
</TS>
