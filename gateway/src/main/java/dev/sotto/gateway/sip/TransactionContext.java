package dev.sotto.gateway.sip;

import java.net.InetSocketAddress;

/** What every transaction works with: times, clock, wire and counters. */
record TransactionContext(SipTimers timers, TimerWheel wheel, SipTransport transport, SipMeters meters) {
    void send(SipMessage message, InetSocketAddress to) {
        transport.send(message, to);
        if (message instanceof SipResponse response) {
            meters.sent(response.status());
        } else if (message instanceof SipRequest request) {
            meters.sent(request.method());
        }
    }

    void resend(SipMessage message, InetSocketAddress to) {
        transport.send(message, to);
        meters.retransmissionSent();
    }

    TimerWheel.Timer after(long delayMillis, Runnable action) {
        return wheel.start(delayMillis, action);
    }
}
