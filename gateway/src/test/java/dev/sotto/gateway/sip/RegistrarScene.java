package dev.sotto.gateway.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.Locator;
import dev.sotto.gateway.sip.trunk.Registrations;
import dev.sotto.gateway.sip.trunk.SomeTrunks;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkBoard;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.gateway.sip.trunk.TrunkState;
import dev.sotto.gateway.sip.trunk.Trunks;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A trunk that registers, and a registrar that says what the test wants; time moves only when the test says so. */
final class RegistrarScene {
    static final Hop FIRST = Hop.udp(new InetSocketAddress("198.51.100.1", 5060));
    static final Hop SECOND = Hop.udp(new InetSocketAddress("198.51.100.2", 5060));

    final Scene scene = new Scene();
    final List<SipUri> asked = new ArrayList<>();
    final Trunk trunk;
    final TrunkBoard board;
    final Registrations registrations;
    Future<List<Hop>> ways = Future.succeededFuture(List.of(FIRST));

    RegistrarScene() {
        this(SomeTrunks.named("pbx").registered("pbx.test", "sotto"));
    }

    RegistrarScene(SomeTrunks some) {
        trunk = some.trunk();
        Trunks trunks = new Trunks(List.of(trunk));
        InstantSource clock = () -> Instant.EPOCH;
        board = new TrunkBoard(trunks, new TrunkLoad(TrunkMeters.NONE), clock);
        Locator locator = uri -> {
            asked.add(uri);
            return ways;
        };
        var rules = new Gatekeeper.Rules(false, "sotto", 20);
        scene.stack.gate(new Gatekeeper(board, rules, TrunkMeters.NONE, new Random(1)));
        registrations = new Registrations(trunks, scene.stack.line(), locator, board, TrunkMeters.NONE);
    }

    TrunkState state() {
        return board.of(trunk);
    }

    SipRequest request() {
        return scene.wire.lastRequest();
    }

    /** An INVITE from that address; what was sent in return. */
    List<String> called(Hop from) {
        int before = scene.wire.sent.size();
        String host = from.address().getHostString();
        Caller pbx = new Caller("call-" + host + "-" + before, host, 5060);
        scene.stack.receive(pbx.invite().getBytes(UTF_8), from);
        return scene.wire.sent.stream().skip(before).map(Wire::brief).toList();
    }

    /** The registrar's answer to the newest request; what we sent thereupon. */
    List<String> answer(String status, String... lines) {
        return answerTo(request(), status, lines);
    }

    List<String> answerTo(SipRequest request, String status, String... lines) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            text.append(name).append(": ").append(request.headers().first(name)).append("\r\n");
        }
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        return scene.hear(text.append("Content-Length: 0\r\n\r\n").toString().getBytes(UTF_8));
    }

    /** The same, with what a registrar saw of our address (RFC 3581). */
    List<String> answerSeeing(String address, int port, String status, String... lines) {
        String via = request().headers().first("Via");
        String seen = via.replace(";rport", ";rport=" + port + ";received=" + address);
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\nVia: " + seen + "\r\n");
        for (String name : new String[] {"From", "To", "Call-ID", "CSeq"}) {
            text.append(name)
                    .append(": ")
                    .append(request().headers().first(name))
                    .append("\r\n");
        }
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        return scene.hear(text.append("Content-Length: 0\r\n\r\n").toString().getBytes(UTF_8));
    }

    static String ours() {
        return "<sip:sotto@" + Wire.OUR_ADDRESS + ">";
    }

    static HostPort address() {
        return Wire.OUR_ADDRESS;
    }
}
