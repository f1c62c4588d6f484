package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SendWatcher;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A wire without a network: keeps what was sent. */
final class Wire implements SipTransport {
    static final HostPort OUR_ADDRESS = new HostPort("192.0.2.200", 5060);

    final List<SipMessage> sent = new ArrayList<>();
    final List<InetSocketAddress> addresses = new ArrayList<>();
    final List<Hop> hops = new ArrayList<>();
    final List<SendWatcher> watchers = new ArrayList<>();

    @Override
    public void send(SipMessage message, Hop to, SendWatcher watcher) {
        sent.add(message);
        addresses.add(to.address());
        hops.add(to);
        watchers.add(watcher);
    }

    @Override
    public HostPort addressTowards(Hop peer) {
        return OUR_ADDRESS;
    }

    /** What was sent since the last call of this, in short: {@code "180"}, {@code "BYE"}. */
    List<String> take() {
        List<String> all = sent.stream().map(Wire::brief).toList();
        sent.clear();
        addresses.clear();
        hops.clear();
        watchers.clear();
        return all;
    }

    SipResponse lastResponse() {
        return (SipResponse) sent.get(sent.size() - 1);
    }

    SipRequest lastRequest() {
        return (SipRequest) sent.get(sent.size() - 1);
    }

    static String brief(SipMessage message) {
        return message instanceof SipResponse response
                ? Integer.toString(response.status())
                : ((SipRequest) message).method();
    }
}
