// SPDX-License-Identifier: MIT
#pragma once

namespace sluice::http::curl {

/// Initialises libcurl for the process while at least one object lives. Thread-safe (libcurl ≥ 7.84).
class Global
{
public:
    Global();
    ~Global();
    Global(const Global &) = delete;
    Global &operator=(const Global &) = delete;
};

} // namespace sluice::http::curl
