package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.trunk.SomeTrunks;
import dev.sotto.gateway.sip.trunk.TrunkState.Registered;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REGISTER with a PBX, on virtual time. */
class RegistrationTest {
    private static final String CHALLENGE = "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";
    private static final String OURS = "Contact: " + RegistrarScene.ours() + ";expires=";

    private final RegistrarScene there = new RegistrarScene();

    private List<String> after(long millis) {
        there.scene.wire.take();
        there.scene.pass(millis);
        return there.scene.wire.take();
    }

    @Test
    void saysWhoWeAreAndWhere() {
        there.registrations.start();
        SipRequest register = there.request();
        assertThat(register.method()).isEqualTo("REGISTER");
        assertThat(register.uri()).isEqualTo("sip:pbx.test");
        assertThat(register.headers().first("To")).isEqualTo("<sip:sotto@pbx.test>");
        assertThat(register.headers().first("From")).startsWith("<sip:sotto@pbx.test>;tag=");
        assertThat(register.headers().first("Contact")).isEqualTo(RegistrarScene.ours() + ";expires=300");
        assertThat(register.headers().first("Expires")).isEqualTo("300");
        assertThat(register.headers().first("Supported")).isEqualTo("path");
        assertThat(there.scene.wire.addresses).containsExactly(RegistrarScene.FIRST.address());
        assertThat(there.state().registration()).isEqualTo(Registered.REGISTERING);
    }

    @Test
    void answersTheChallengeAndIsRegistered() {
        there.registrations.start();
        assertThat(there.answer("401 Unauthorized", CHALLENGE)).containsExactly("REGISTER");
        assertThat(there.request().headers().first(HeaderNames.AUTHORIZATION)).contains("username=\"sotto\"");
        assertThat(there.request().headers().first("CSeq")).isEqualTo("2 REGISTER");
        there.answer("200 OK", OURS + "120", "Service-Route: <sip:edge.pbx.test;lr>");
        assertThat(there.state().registration()).isEqualTo(Registered.REGISTERED);
        assertThat(there.state().expires()).isEqualTo(Instant.EPOCH.plusSeconds(120));
        assertThat(there.board.serviceRoute(there.trunk)).containsExactly("<sip:edge.pbx.test;lr>");
    }

    @Test
    void refreshesBeforeItExpiresInTheSameCallWithTheNextNumber() {
        there.registrations.start();
        String callId = there.request().headers().first("Call-ID");
        there.answer("200 OK", OURS + "120");
        assertThat(after(80_000)).doesNotContain("REGISTER");
        there.scene.pass(30_000);
        SipRequest refresh = there.request();
        assertThat(refresh.method()).as("before 108 s are over").isEqualTo("REGISTER");
        assertThat(refresh.headers().first("Call-ID")).isEqualTo(callId);
        assertThat(refresh.headers().first("CSeq")).isEqualTo("2 REGISTER");
        assertThat(there.state().registration()).as("still").isEqualTo(Registered.REGISTERED);
    }

    @ParameterizedTest
    @CsvSource({
        "'Contact: <sip:other@192.0.2.9>;expires=30, <sip:sotto@192.0.2.200:5060>;expires=90',90",
        "'Expires: 90',90",
        "'Contact: <sip:sotto@192.0.2.200:5060>',300",
        "'Contact: <sip:sotto@192.0.2.200:5060>;expires=soon',300",
        "'Contact: \"broken <sip:',300",
    })
    void grantedTimeIsThatOfOurContact(String line, long seconds) {
        there.registrations.start();
        there.answer("200 OK", line);
        assertThat(there.state().expires()).isEqualTo(Instant.EPOCH.plusSeconds(seconds));
    }

    @Test
    void longerIntervalIsTakenWhereItIsAskedFor() {
        there.registrations.start();
        assertThat(there.answer("423 Interval Too Brief", "Min-Expires: 3600")).containsExactly("REGISTER");
        assertThat(there.request().headers().first("Expires")).isEqualTo("3600");
        assertThat(there.answer("423 Interval Too Brief", "Min-Expires: 3600"))
                .as("no loop")
                .isEmpty();
        assertThat(there.state().registration()).isEqualTo(Registered.FAILED);
    }

    @Test
    void wrongPasswordIsSaidAndNotTriedOften() {
        there.registrations.start();
        there.answer("401 Unauthorized", CHALLENGE);
        assertThat(there.answer("401 Unauthorized", CHALLENGE.replace("n1", "n2")))
                .isEmpty();
        assertThat(there.state().registration()).isEqualTo(Registered.FAILED);
        assertThat(there.state().reason()).contains("401").contains("password");
        assertThat(after(29_000)).isEmpty();
        assertThat(after(32_000)).contains("REGISTER");
    }

    @Test
    void silentRegistrarIsAskedEverMoreSeldom() {
        there.registrations.start();
        int tries = 0;
        for (int minute = 0; minute < 60; minute++) {
            there.scene.wire.take();
            there.scene.pass(60_000);
            tries += (int) there.scene.wire.sent.stream()
                    .map(message -> ((SipRequest) message).headers().first("CSeq"))
                    .distinct()
                    .count();
        }
        assertThat(there.state().registration()).isEqualTo(Registered.FAILED);
        assertThat(there.state().reason()).isEqualTo("no answer");
        assertThat(tries).isBetween(8, 50);
    }

    @Test
    void retryAfterIsHeeded() {
        there.registrations.start();
        there.answer("503 Service Unavailable", "Retry-After: 100 (maintenance)");
        assertThat(after(99_000)).isEmpty();
        assertThat(after(2_000)).contains("REGISTER");
    }

    @Test
    void secondWayIsTakenWhereTheFirstIsSilentOrBusy() {
        there.ways = Future.succeededFuture(List.of(RegistrarScene.FIRST, RegistrarScene.SECOND));
        there.registrations.start();
        there.scene.pass(33_000);
        assertThat(there.scene.wire.addresses).last().isEqualTo(RegistrarScene.SECOND.address());
        there.answer("200 OK", OURS + "60");
        assertThat(there.state().registration()).isEqualTo(Registered.REGISTERED);
    }

    @Test
    void nameThatIsNotFoundIsTriedAgain() {
        there.ways = Future.failedFuture("no such name");
        there.registrations.start();
        assertThat(there.state().reason()).isEqualTo("can't find pbx.test: no such name");
        there.ways = Future.succeededFuture(List.of(RegistrarScene.FIRST));
        assertThat(after(2_100)).containsExactly("REGISTER");
    }

    @Test
    void addressBehindANatIsReplacedByTheOneThatIsSeen() {
        there.registrations.start();
        assertThat(there.answerSeeing("203.0.113.9", 40_001, "200 OK", OURS + "300"))
                .containsExactly("REGISTER");
        assertThat(there.request().headers().lines("Contact"))
                .containsExactly("<sip:sotto@203.0.113.9:40001>;expires=300", RegistrarScene.ours() + ";expires=0");
        assertThat(there.answerSeeing("203.0.113.9", 40_001, "200 OK", "Expires: 300"))
                .isEmpty();
        assertThat(there.state().registration()).isEqualTo(Registered.REGISTERED);
    }

    @Test
    void natIsKeptOpen() {
        there.registrations.start();
        there.answer("200 OK", OURS + "300");
        there.scene.pass(80_000);
        assertThat(there.scene.wire.keptOpen).isEqualTo(3);
    }

    @Test
    void callsOfWhoHasUsRegisteredAreLetIn() {
        assertThat(there.called(RegistrarScene.FIRST)).as("not yet").containsExactly("403");
        there.scene.wire.take();
        there.registrations.start();
        there.answer("200 OK", OURS + "300");
        assertThat(there.called(RegistrarScene.FIRST)).containsExactly("100");
        assertThat(there.scene.call().trunk()).isSameAs(there.trunk);
        assertThat(there.called(RegistrarScene.SECOND)).as("somebody else").containsExactly("403");
        there.registrations.stop();
        there.answer("200 OK");
        assertThat(there.called(RegistrarScene.FIRST)).as("not any more").containsExactly("403");
    }

    @Test
    void stopTakesTheBindingBack() {
        there.registrations.start();
        there.answer("200 OK", OURS + "300");
        Future<Void> stopped = there.registrations.stop();
        assertThat(there.request().headers().first("Contact")).isEqualTo(RegistrarScene.ours() + ";expires=0");
        assertThat(stopped.isComplete()).isFalse();
        there.answer("200 OK");
        assertThat(stopped.succeeded()).isTrue();
        assertThat(there.state().registration()).isEqualTo(Registered.ENDED);
        assertThat(after(600_000)).doesNotContain("REGISTER");
        assertThat(there.registrations.stop().succeeded()).isTrue();
    }

    @Test
    void stopDoesNotWaitForASilentRegistrar() {
        there.registrations.start();
        there.answer("200 OK", OURS + "300");
        Future<Void> stopped = there.registrations.stop();
        there.scene.pass(2_100);
        assertThat(stopped.succeeded()).isTrue();
    }

    @Test
    void stopWhileAskingIsTheEnd() {
        there.registrations.start();
        SipRequest asked = there.request();
        assertThat(there.registrations.stop().succeeded()).isTrue();
        there.answerTo(asked, "200 OK", OURS + "300");
        assertThat(there.state().registration()).isEqualTo(Registered.ENDED);
        assertThat(after(600_000)).doesNotContain("BYE");
    }

    @ParameterizedTest
    @CsvSource({"200 OK,true", "404 Not Found,true", "503 Service Unavailable,false", "408 Request Timeout,false"})
    void pingSaysWhetherATrunkIsThere(String status, boolean there) {
        RegistrarScene scene = new RegistrarScene(
                SomeTrunks.named("carrier").server("sip.carrier.test").ping(Duration.ofSeconds(60)));
        assertThat(scene.state().reachable()).isNull();
        scene.registrations.start();
        assertThat(scene.request().method()).isEqualTo("OPTIONS");
        scene.answer(status);
        assertThat(scene.state().reachable()).isEqualTo(there);
        scene.scene.wire.take();
        scene.scene.pass(60_000);
        assertThat(scene.scene.wire.take()).contains("OPTIONS");
        scene.scene.pass(33_000);
        assertThat(scene.state().reachable()).as("silent").isFalse();
    }
}
