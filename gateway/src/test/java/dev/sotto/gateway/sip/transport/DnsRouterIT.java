package dev.sotto.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.gateway.sip.message.SipUri;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.dns.DnsRecordType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 3263, 4, against a DNS server on loopback. */
@Timeout(60)
class DnsRouterIT {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final AtomicLong nowMillis = new AtomicLong();
    private DnsResponder dns;
    private DnsRouter router;

    @BeforeEach
    void open() throws Exception {
        dns = new DnsResponder(loop);
        router = new DnsRouter(new DnsNames(loop, List.of(dns.address()), nowMillis::get), new Random(7));
    }

    @AfterEach
    void close() {
        loop.execute(router::close);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }

    private Future<List<Hop>> asked(String uri) {
        Promise<List<Hop>> promise = Promise.promise();
        loop.execute(() -> {
            try {
                router.route(SipTarget.of(SipUri.parse(uri))).onComplete(promise);
            } catch (dev.sotto.gateway.sip.message.SipSyntaxException e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    private String route(String uri) throws Exception {
        return text(asked(uri).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS));
    }

    private static String text(List<Hop> hops) {
        return hops.stream()
                .map(hop -> hop.protocol() + " " + hop.address().getAddress().getHostAddress() + ":"
                        + hop.address().getPort())
                .collect(Collectors.joining(", "));
    }

    @Test
    void addressesNeedNoDns() throws Exception {
        assertThat(route("sip:ann@192.0.2.7")).isEqualTo("UDP 192.0.2.7:5060");
        assertThat(route("sip:192.0.2.7:5070;transport=tcp")).isEqualTo("TCP 192.0.2.7:5070");
        assertThat(route("sips:192.0.2.7")).isEqualTo("TLS 192.0.2.7:5061");
        assertThat(route("sip:[2001:db8::1];transport=tls")).isEqualTo("TLS 2001:db8:0:0:0:0:0:1:5061");
        assertThat(dns.asked).isEmpty();
    }

    @Test
    void nameWithPortIsAnAddressRecord() throws Exception {
        dns.a("pbx.test", 192, 0, 2, 1).a("pbx.test", 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9);
        assertThat(route("sip:pbx.test:5080")).isEqualTo("UDP 192.0.2.1:5080, UDP 2001:db8:0:0:0:0:0:9:5080");
        assertThat(dns.asked).containsExactlyInAnyOrder("pbx.test. A", "pbx.test. AAAA");
    }

    @Test
    void naptrSaysWhichTransportIsLiked() throws Exception {
        dns.naptr("big.test", 20, 10, "s", "SIP+D2U", "_sip._udp.big.test")
                .naptr("big.test", 10, 20, "S", "sip+d2t", "_sip._tcp.big.test")
                .naptr("big.test", 10, 10, "s", "SIPS+D2T", "_sips._tcp.big.test")
                .naptr("big.test", 1, 1, "s", "SIP+D2S", "_sip._sctp.big.test")
                .srv("_sip._udp.big.test", 0, 0, 5060, "u.big.test")
                .srv("_sip._tcp.big.test", 0, 0, 5062, "t.big.test")
                .srv("_sips._tcp.big.test", 0, 0, 5063, "s.big.test")
                .a("u.big.test", 192, 0, 2, 1)
                .a("t.big.test", 192, 0, 2, 2)
                .a("s.big.test", 192, 0, 2, 3);
        assertThat(route("sip:ann@big.test")).isEqualTo("TLS 192.0.2.3:5063, TCP 192.0.2.2:5062, UDP 192.0.2.1:5060");
        assertThat(route("sip:ann@big.test;transport=tcp")).isEqualTo("TCP 192.0.2.2:5062");
        assertThat(route("sips:ann@big.test")).isEqualTo("TLS 192.0.2.3:5063");
    }

    @Test
    void withoutNaptrTheServicesAreAskedFor() throws Exception {
        dns.srv("_sip._tcp.mid.test", 20, 0, 5070, "b.mid.test")
                .srv("_sip._tcp.mid.test", 10, 0, 5060, "a.mid.test")
                .a("a.mid.test", 192, 0, 2, 1)
                .a("b.mid.test", 192, 0, 2, 2);
        assertThat(route("sip:mid.test")).isEqualTo("TCP 192.0.2.1:5060, TCP 192.0.2.2:5070");
    }

    @Test
    void withoutServicesItIsTheNameItself() throws Exception {
        dns.a("small.test", 192, 0, 2, 5);
        assertThat(route("sip:small.test")).isEqualTo("UDP 192.0.2.5:5060");
        assertThat(route("sips:small.test")).isEqualTo("TLS 192.0.2.5:5061");
    }

    @Test
    void nameThatDoesNotExistIsUnroutable() {
        assertThatThrownBy(() -> route("sip:nobody.test"))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(UnroutableException.class)
                .hasMessageContaining("nobody.test");
        assertThatThrownBy(() -> route("sip:192.0.2.1;transport=sctp")).cause().isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> route("sip:192.0.2.1;transport=ws")).cause().isInstanceOf(UnroutableException.class);
    }

    @Test
    void answersAreRememberedAsLongAsTheySay() throws Exception {
        dns.ttl(60).a("cached.test", 192, 0, 2, 6);
        route("sip:cached.test:5060");
        int first = dns.asked.size();
        nowMillis.set(29_000);
        route("sip:CACHED.test:5060");
        assertThat(dns.asked).hasSize(first);
        nowMillis.set(61_000);
        route("sip:cached.test:5060");
        assertThat(dns.asked.size()).isGreaterThan(first);
    }

    @Test
    void oneQueryServesAllWhoWait() throws Exception {
        dns.a("busy.test", 192, 0, 2, 6);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(asked("sip:busy.test:5060"));
        }
        Future.all(all).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(dns.asked).containsExactlyInAnyOrder("busy.test. A", "busy.test. AAAA");
    }

    @Test
    void silentServerIsGivenUpAndRememberedForAShortTime() throws Exception {
        dns.mute(true);
        assertThatThrownBy(() -> route("sip:silent.test:5060")).cause().isInstanceOf(UnroutableException.class);
        dns.mute(false);
        dns.a("silent.test", 192, 0, 2, 8);
        assertThatThrownBy(() -> route("sip:silent.test:5060")).cause().isInstanceOf(UnroutableException.class);
        nowMillis.set(6_000);
        assertThat(route("sip:silent.test:5060")).isEqualTo("UDP 192.0.2.8:5060");
    }

    @Test
    void malformedRecordsAreNone() throws Exception {
        dns.raw("_sip._udp.odd.test", DnsRecordType.SRV, (byte) 0, (byte) 1)
                .raw("odd.test", DnsRecordType.NAPTR, (byte) 0, (byte) 1, (byte) 0, (byte) 1, (byte) 200, (byte) 's')
                .srv("_sip._udp.odd.test", 0, 0, 0, "zero.test")
                .srv("_sip._udp.odd.test", 0, 0, 5060, "")
                .a("odd.test", 192, 0, 2, 9);
        assertThat(route("sip:odd.test")).isEqualTo("UDP 192.0.2.9:5060");
    }

    @Test
    void hopNamesTheDomainThatItsCertificateMustName() throws Exception {
        dns.srv("_sips._tcp.bank.test", 0, 0, 5061, "host7.hosting.test").a("host7.hosting.test", 192, 0, 2, 4);
        List<Hop> hops = asked("sips:bank.test")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(hops).extracting(Hop::domain).containsExactly("bank.test");
        assertThat(hops.get(0).address().getAddress()).isEqualTo(InetAddress.getByName("192.0.2.4"));
    }
}
