package dev.sotto.gateway.sip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever octets come, the stack lives: no exception, and nothing left behind when all its timers have run. Runs over
 * its seeds in a build, and over everything with {@code JAZZER_FUZZ=1}.
 */
class SipParserFuzzTest {
    static Stream<byte[]> seeds() {
        return Rfc4475Test.everyMessage().map(Rfc4475::message);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void anyDatagramIsSurvived(byte[] datagram) {
        Scene scene = new Scene(call -> call.answer("v=0"));
        scene.hear(datagram);
        scene.pass(300_000);
        if (scene.meters.transactions != 0 || scene.meters.calls != 0) {
            throw new AssertionError("left behind: " + scene.meters.transactions + ", " + scene.meters.calls);
        }
    }
}
