// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/channel.h"
#include "tests/core/async/helpers.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

namespace sluice::test {

using Ints = std::vector<int>;

/// A channel with numbered senders (each sends its number) and receivers, and how each of them ended.
struct ChannelBench {
    async::Channel<int> channel;
    std::map<int, std::stop_source> senders = {};
    std::map<int, std::stop_source> receivers = {};
    std::map<int, End> sent = {};
    std::map<int, std::optional<int>> received = {};
    std::set<int> refused = {};
    std::set<int> stoppedReceivers = {};

    explicit ChannelBench(std::size_t capacity)
        : channel(capacity)
    {
    }
    /// Sees everybody who waits out: they refer to this bench.
    ~ChannelBench()
    {
        channel.close();
        spin();
    }
    ChannelBench(const ChannelBench &) = delete;
    ChannelBench &operator=(const ChannelBench &) = delete;

    void send(int id)
    {
        sent[id] = End::Running;
        sendOne(this, id, senders[id].get_token());
    }
    void receive(int id) { receiveOne(this, id, receivers[id].get_token()); }

    /// What came out, in the order in which receive() was called.
    [[nodiscard]] Ints inOrder() const
    {
        Ints items;
        for (const auto &[id, item] : received) {
            if (item)
                items.push_back(*item);
        }
        return items;
    }

private:
    static async::Task<> sendOne(ChannelBench *bench, int id, std::stop_token stop)
    {
        try {
            const bool taken = co_await bench->channel.send(id, stop);
            bench->sent[id] = End::Value;
            if (!taken)
                bench->refused.insert(id);
        } catch (const async::Stopped &) {
            bench->sent[id] = End::Stopped;
        }
    }
    static async::Task<> receiveOne(ChannelBench *bench, int id, std::stop_token stop)
    {
        try {
            const std::optional<int> item = co_await bench->channel.receive(stop);
            bench->received[id] = item;
        } catch (const async::Stopped &) {
            bench->stoppedReceivers.insert(id);
        }
    }
};

} // namespace sluice::test
