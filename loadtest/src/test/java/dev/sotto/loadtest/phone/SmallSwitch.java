package dev.sotto.loadtest.phone;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every call with a tone, notes every request, and sends REFER or BYE when the test says so. */
final class SmallSwitch {
    private static final long FRAME_MILLIS = 20;

    final List<SipMessage> requests = new CopyOnWriteArrayList<>();

    private final Vertx vertx;
    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    /** The INVITE of each call, and where it came from. */
    private final Map<String, SipMessage> invites = new ConcurrentHashMap<>();

    private final Mouth tone = new Mouth(7, 1);
    private volatile int refuse;

    private SmallSwitch(Vertx vertx, DatagramSocket sip, DatagramSocket rtp) {
        this.vertx = vertx;
        this.sip = sip;
        this.rtp = rtp;
    }

    static Future<SmallSwitch> open(Vertx vertx) {
        DatagramSocket sip = vertx.createDatagramSocket();
        DatagramSocket rtp = vertx.createDatagramSocket();
        SmallSwitch made = new SmallSwitch(vertx, sip, rtp);
        rtp.handler(packet -> {});
        sip.handler(made::on);
        return Future.all(sip.listen(0, "127.0.0.1"), rtp.listen(0, "127.0.0.1"))
                .map(made);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), sip.localAddress().port());
    }

    /** INVITEs are refused with this from now on. */
    void refuse(int status) {
        refuse = status;
    }

    private void on(DatagramPacket packet) {
        SipMessage.parse(packet.data().toString())
                .filter(message -> !message.isResponse())
                .ifPresent(request -> {
                    requests.add(request);
                    int port = packet.sender().port();
                    if (request.method().equals("INVITE") && refuse > 0) {
                        send(request.answer(refuse + " Busy Here", "sip:switch@127.0.0.1", ""), port);
                    } else if (request.method().equals("INVITE")) {
                        invites.put(request.header("call-id"), request);
                        send(request.answer("200 OK", contact(), sdp()), port);
                        play(request);
                    } else if (!request.method().equals("ACK")) {
                        send(request.answer("200 OK", contact(), ""), port);
                    }
                });
    }

    private String contact() {
        return "sip:switch@127.0.0.1:" + sip.localAddress().port();
    }

    private String sdp() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + rtp.localAddress().port() + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    }

    private void play(SipMessage invite) {
        int port = Integer.parseInt(invite.body().replaceAll("(?s).*m=audio (\\d+).*", "$1"));
        short[] sound = new short[160 * 50];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (i % 16 < 8 ? 6_000 : -6_000);
        }
        SpokenPhrase phrase = SpokenPhrase.of("tone", sound);
        tone.say(phrase);
        vertx.setPeriodic(FRAME_MILLIS, timer -> {
            if (!invites.containsKey(invite.header("call-id"))) {
                vertx.cancelTimer(timer);
                return;
            }
            if (tone.idle()) {
                tone.say(phrase);
            }
            ByteBuf packet = Unpooled.buffer(256);
            tone.tick(packet);
            byte[] bytes = new byte[packet.readableBytes()];
            packet.readBytes(bytes);
            rtp.send(Buffer.buffer(bytes), port, "127.0.0.1");
        });
    }

    void refer(String callId, String target) {
        ask(callId, "REFER", "Refer-To: <" + target + ">\r\nReferred-By: <sip:switch@127.0.0.1>\r\n");
    }

    void hangUp(String callId) {
        ask(callId, "BYE", "");
        invites.remove(callId);
    }

    private void ask(String callId, String method, String more) {
        SipMessage invite = invites.get(callId);
        int port = Integer.parseInt(invite.header("contact").replaceAll(".*:(\\d+)>.*", "$1"));
        send(
                method + " sip:caller@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                        + sip.localAddress().port() + ";branch=z9hG4bK" + method + callId.hashCode() + "\r\nFrom: "
                        + invite.header("to") + "\r\nTo: " + invite.header("from") + "\r\nCall-ID: " + callId
                        + "\r\nCSeq: 11 " + method + "\r\n" + more + "Content-Length: 0\r\n\r\n",
                port);
    }

    List<String> methods(String callId) {
        return requests.stream()
                .filter(request -> request.header("call-id").equals(callId))
                .map(SipMessage::method)
                .toList();
    }

    private void send(String message, int port) {
        sip.send(message, port, "127.0.0.1");
    }

    void close() {
        invites.clear();
        sip.close();
        rtp.close();
    }
}
