package dev.sotto.gateway.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A whole stack without a socket, on time that only moves when the test says so. */
final class Scene {
    static final Hop CALLER = Hop.udp(new InetSocketAddress("192.0.2.1", 5062));

    final Wire wire = new Wire();
    final CountingMeters meters = new CountingMeters();
    final RecordingCalls calls;
    final Caller caller = new Caller("scene", "192.0.2.1", 5062);
    final SipStack stack;
    private long nowMillis;

    Scene() {
        this(call -> {});
    }

    Scene(Consumer<IncomingCall> onInvite) {
        this(onInvite, SipSettings.DEFAULT);
    }

    Scene(Consumer<IncomingCall> onInvite, SipSettings settings) {
        calls = new RecordingCalls(onInvite);
        stack = new SipStack(settings, calls, meters, wire, new TimerWheel(0), new Random(7));
    }

    /** A call that was offered, answered and acknowledged. */
    static Scene confirmed() {
        Scene scene = new Scene(call -> call.answer("v=0 answer"));
        scene.hear(scene.caller.invite());
        scene.caller.heard(scene.wire.lastResponse());
        scene.hear(scene.caller.ack());
        scene.wire.take();
        scene.calls.events.clear();
        return scene;
    }

    /** Something comes in; what was sent in return. */
    List<String> hear(String message) {
        return hear(message.getBytes(UTF_8));
    }

    List<String> hear(byte[] datagram) {
        int before = wire.sent.size();
        stack.receive(datagram, CALLER);
        return wire.sent.stream().skip(before).map(Wire::brief).toList();
    }

    void pass(long millis) {
        nowMillis += millis;
        stack.advanceTo(nowMillis);
    }

    IncomingCall call() {
        return calls.last();
    }
}
