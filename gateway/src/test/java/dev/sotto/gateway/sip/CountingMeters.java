package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.SipMeters;
import java.util.EnumMap;
import java.util.Map;

/** Counters to look at. */
final class CountingMeters implements SipMeters {
    final Map<Drop, Integer> drops = new EnumMap<>(Drop.class);
    int malformed;
    int retransmissionsReceived;
    int retransmissionsSent;
    int calls;
    int transactions;

    int drops(Drop why) {
        return drops.getOrDefault(why, 0);
    }

    @Override
    public void dropped(Drop why) {
        drops.merge(why, 1, Integer::sum);
    }

    @Override
    public void malformed() {
        malformed++;
    }

    @Override
    public void retransmissionReceived() {
        retransmissionsReceived++;
    }

    @Override
    public void retransmissionSent() {
        retransmissionsSent++;
    }

    @Override
    public void calls(int now) {
        calls = now;
    }

    @Override
    public void transactions(int now) {
        transactions = now;
    }
}
