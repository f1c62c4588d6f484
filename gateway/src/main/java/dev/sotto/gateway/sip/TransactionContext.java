package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SendWatcher;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.SipTransport;

/** What every transaction works with: times, clock, wire and counters. */
record TransactionContext(SipTimers timers, TimerWheel wheel, SipTransport transport, SipMeters meters) {
    void send(SipMessage message, Hop to) {
        send(message, to, SendWatcher.NOBODY);
    }

    void send(SipMessage message, Hop to, SendWatcher watcher) {
        transport.send(message, to, watcher);
        if (message instanceof SipResponse response) {
            meters.sent(response.status());
        } else if (message instanceof SipRequest request) {
            meters.sent(request.method());
        }
    }

    void resend(SipMessage message, Hop to) {
        transport.send(message, to);
        meters.retransmissionSent();
    }

    TimerWheel.Timer after(long delayMillis, Runnable action) {
        return wheel.start(delayMillis, action);
    }
}
