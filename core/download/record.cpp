// SPDX-License-Identifier: MIT
#include "core/download/record.h"

namespace sluice::download {

qint64 Part::bytes() const
{
    qint64 sum = 0;
    for (const ByteRange &range : have)
        sum += range.end - range.begin;
    return sum;
}

} // namespace sluice::download
