package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void personIsSpokenToWithinASecondOfTheirHello() {
        Greeting greeting = greeting(Dial.LEAVE_MESSAGE);
        hear(greeting, true, 600);
        hear(greeting, false, 600);
        assertThat(told).isEmpty();

        hear(greeting, false, 400);

        assertThat(told).containsExactly("reached", "our turn: person");
    }

    @ParameterizedTest
    @CsvSource({
        "leave_message, 'machine,reached,our turn: machine'",
        "hang_up, 'machine,end MACHINE'",
        "talk, 'machine,reached,our turn: person'",
    })
    void machineIsDealtWithAsWanted(String onMachine, String expected) {
        Greeting greeting = greeting(onMachine);
        hear(greeting, true, 4_000);
        hear(greeting, false, 5_000);

        assertThat(String.join(",", told)).isEqualTo(expected);
    }

    @Test
    void nothingIsToldTwice() {
        Greeting greeting = greeting(Dial.TALK);

        hear(greeting, true, 8_000);
        hear(greeting, false, 8_000);

        assertThat(told).hasSize(3);
    }

    private Greeting greeting(String onMachine) {
        return new Greeting(onMachine, new Told(), who -> told.add("our turn: " + who), end -> told.add("end " + end));
    }

    /** Syllables, or silence. */
    private static void hear(Greeting greeting, boolean voice, int millis) {
        for (int frame = 0; frame < millis / 20; frame++) {
            short[] samples = new short[160];
            for (int i = 0; voice && i < samples.length; i++) {
                double seconds = (frame * 160 + i) / 8_000.0;
                double syllable = 0.2 + 0.8 * Math.abs(Math.sin(2 * Math.PI * 2.5 * seconds));
                double wave = Math.sin(2 * Math.PI * 140 * seconds) + 0.4 * Math.sin(2 * Math.PI * 420 * seconds);
                samples[i] = (short) (5_000 * syllable * wave);
            }
            greeting.hear(samples);
        }
    }

    private final class Told implements Lines.Progress {
        @Override
        public void ringing() {}

        @Override
        public void early() {}

        @Override
        public void answered() {}

        @Override
        public void machine() {
            told.add("machine");
        }

        @Override
        public void reached() {
            told.add("reached");
        }

        @Override
        public void ended(Termination termination, @Nullable Integer status) {}
    }
}
