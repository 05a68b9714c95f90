// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace sluice::http::curl {

/// Holds back the last, partial packet of some TCP connections while it lives (TCP_CORK of tcp(7)): requests that are
/// written in a row then leave together, instead of each on its own way through the network stack. A socket that was
/// closed meanwhile does no harm. Not for long: what is held back waits.
class Cork
{
public:
    explicit Cork(std::vector<int> sockets);
    ~Cork();
    Cork(const Cork &) = delete;
    Cork &operator=(const Cork &) = delete;

private:
    std::vector<int> m_sockets;
};

} // namespace sluice::http::curl
