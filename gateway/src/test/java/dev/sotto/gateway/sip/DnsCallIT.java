package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.DnsResponder;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.TransportSettings;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our requests to a peer whose Contact is a name. */
@Timeout(60)
class DnsCallIT {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }

    @Test
    void byeFollowsTheNamePastAServerThatIsDown() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        DnsResponder dns = new DnsResponder(group.next());
        SipSettings settings =
                SipSettings.DEFAULT.withTransports(TransportSettings.DEFAULT.withDnsServers(List.of(dns.address())));
        try (LiveEndpoint live = new LiveEndpoint(settings, call -> call.answer(Caller.SDP), "127.0.0.1", null);
                ServerSocket up = new ServerSocket(0, 5, loopback);
                ServerSocket down = new ServerSocket(0, 5, loopback);
                SipPhone phone = new SipPhone(live.address, "named")) {
            dns.srv("_sip._tcp.office.test", 10, 0, down.getLocalPort(), "host.office.test")
                    .srv("_sip._tcp.office.test", 20, 0, up.getLocalPort(), "host.office.test")
                    .a("host.office.test", 127, 0, 0, 1);
            down.close();
            up.setSoTimeout(10_000);
            String contact = "Contact: <sip:ann@office.test;transport=tcp>\r\n";
            phone.say(phone.caller().inviteWithoutOffer().replaceFirst("Contact: [^\r]*\r\n", contact));
            phone.say(phone.caller().heard(phone.hear(200)).ack());
            live.eventually("acknowledged", () -> live.calls.events.stream().anyMatch(e -> e.startsWith("ackno")));
            live.onLoop(() -> live.calls.last().hangUp("done"));
            try (StreamPhone peer = new StreamPhone(up.accept(), "office", Protocol.TCP)) {
                SipRequest bye = peer.hearRequest("BYE");
                assertThat(bye.headers().first("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + live.address.getPort());
                peer.say(peer.caller().okTo(bye));
            }
            assertThat(dns.asked()).contains("_sip._tcp.office.test. SRV", "host.office.test. A");
        }
    }
}
