package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.engine.SpeechEngines;
import dev.sotto.media.turn.Endpointing;
import dev.sotto.media.turn.Expectation;
import dev.sotto.media.turn.Level;
import dev.sotto.media.turn.TurnSettings;
import dev.sotto.media.turn.VoiceDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long after the last word a turn ends while a number of six digits is asked for, in milliseconds of sound and so whatever
 * the machine does, and how many callers are cut off: with the recogniser's own words so far. What isn't the number must not wait
 * as long as its digits may be apart. {@code -Dsotto.turns.tell=true} tells every turn, {@code -Dsotto.speech.full=true} takes all groups.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
public abstract class PatienceContract {
    private static final Path RECORDED = Path.of(System.getProperty("sotto.speech", "../../shared/speech"));
    private static final boolean FULL = Boolean.getBoolean("sotto.speech.full");
    private static final long FRAME = 20_000_000;
    private static final int SAMPLES = 160;
    private static final int PARTIAL_EVERY = 5;
    private static final int PRE_ROLL = 12;

    private static final List<String> INSTEAD = List.of(
            "when are you open",
            "where is my order",
            "i don't have the number",
            "i don't know",
            "hold on a moment please",
            "can I talk to a person please",
            "I want a refund",
            "my item is broken",
            "how long does shipping take",
            "change my delivery address",
            "what is the status of my order",
            "do you ship to canada");

    private static final List<String> NUMBERS = List.of(
            "four eight two nine one three",
            "seven three oh two six four",
            "six one eight three four oh",
            "one oh five five seven seven",
            "the number is four eight two nine one three",
            "nine one two three five eight",
            "two two six seven one nine",
            "eight oh one four three five");

    /** Said with a pause in the middle. */
    private static final List<List<String>> GROUPS = List.of(
            List.of("four eight two", "nine one three"),
            List.of("seven three", "oh two", "six four"),
            List.of("six one eight", "three four oh"),
            List.of("one oh", "five five seven seven"),
            List.of("nine one two three", "five eight"),
            List.of("my order number is", "two two six seven one nine"),
            List.of("it's eight oh one", "four three five"),
            List.of("five", "six nine", "one two three"));

    private final Synthesizer voice = SpeechEngines.synthesizer("auto");
    private Recognizer recognizer;

    protected abstract String engine();

    /** Skips, or fails, where the engine isn't. */
    protected void available() {}

    @BeforeAll
    void load(@TempDir Path folder) {
        available();
        recognizer =
                SpeechEngines.recognizer(engine(), folder, ShopVocabulary.SHOP).orElseThrow();
    }

    @AfterAll
    void close() {
        voice.close();
        if (recognizer != null) {
            recognizer.close();
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void whoDoesNotSayTheNumberIsAnsweredSoon() {
        Tally tally = new Tally();
        INSTEAD.forEach(sentence -> hear(tally, speak(sentence), sentence));
        System.out.println(engine() + ", sentences instead of a number: " + tally);
        assertThat(tally.cut).isZero();
        assertThat(tally.at(50)).isLessThanOrEqualTo(400);
        assertThat(tally.at(80)).isLessThanOrEqualTo(700);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void numbersEndSoonAndWhole() {
        Tally tally = new Tally();
        NUMBERS.forEach(number -> hear(tally, speak(number), number));
        System.out.println(engine() + ", numbers: " + tally);
        assertThat(tally.cut).isZero();
        assertThat(tally.at(50)).isLessThanOrEqualTo(360);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.SAME_THREAD)
    @ValueSource(ints = {600, 900, 1_000})
    void groupsOfDigitsThatFarApartAreOneTurn(int pauseMillis) {
        Tally tally = new Tally();
        (FULL ? GROUPS : GROUPS.subList(0, 4))
                .forEach(groups -> hear(tally, apart(groups, pauseMillis), String.join(" ... ", groups)));
        System.out.println(engine() + ", groups " + pauseMillis + " ms apart: " + tally);
        assertThat(tally.cut).isZero();
    }

    /** Tells what became of the recorded callers; nobody may be cut off. */
    protected final void recorded(String set) throws IOException {
        Path folder = RECORDED.resolve(set);
        if (!Files.isDirectory(folder)) {
            System.err.println("SKIPPED, patience: no recorded speech at " + folder.toAbsolutePath());
        }
        Assumptions.assumeTrue(Files.isDirectory(folder), "no recorded speech");
        Tally tally = new Tally();
        for (String line : Files.readAllLines(folder.resolve("text.tsv"))) {
            String[] fields = line.split("\t");
            hear(tally, TelephoneSound.ofFile(folder.resolve(fields[0])), fields[1]);
        }
        System.out.println(engine() + ", recorded " + set + ": " + tally);
        assertThat(tally.cut).isZero();
        assertThat(tally.at(50)).isLessThanOrEqualTo(700);
    }

    private short[] apart(List<String> groups, int pauseMillis) {
        List<short[]> sounds = new ArrayList<>();
        for (String group : groups) {
            if (!sounds.isEmpty()) {
                sounds.add(new short[8 * pauseMillis]);
            }
            sounds.add(trimmed(speak(group)));
        }
        return join(sounds);
    }

    private short[] speak(String text) {
        short[][] all = {new short[0]};
        voice.synthesize(text, (samples, offset, count) -> {
            int before = all[0].length;
            all[0] = Arrays.copyOf(all[0], before + count);
            System.arraycopy(samples, offset, all[0], before, count);
            return true;
        });
        return all[0];
    }

    private static short[] trimmed(short[] sound) {
        int first = 0;
        while (Level.of(sound, first, SAMPLES) < -45) {
            first += SAMPLES;
        }
        int last = sound.length / SAMPLES * SAMPLES - SAMPLES;
        while (Level.of(sound, last, SAMPLES) < -45) {
            last -= SAMPLES;
        }
        return Arrays.copyOfRange(sound, first, last + SAMPLES);
    }

    private static short[] join(List<short[]> sounds) {
        int length = sounds.stream().mapToInt(sound -> sound.length).sum();
        short[] all = new short[length];
        int at = 0;
        for (short[] sound : sounds) {
            System.arraycopy(sound, 0, all, at, sound.length);
            at += sound.length;
        }
        return all;
    }

    private void hear(Tally tally, short[] speech, String said) {
        short[] call = TelephoneSound.overLine(join(List.of(new short[8_000], trimmed(speech), new short[24_000])));
        try (RecognitionStream stream = recognizer.open()) {
            Turns turns = new Turns(stream);
            for (int frame = 0; (frame + 1) * SAMPLES <= call.length; frame++) {
                turns.accept(call, frame);
            }
            tally.add(turns.count, turns.pauseMillis);
            if (Boolean.getBoolean("sotto.turns.tell")) {
                System.out.printf("%5d ms  [%s], was [%s]%n", turns.pauseMillis, turns.words, said);
            }
        }
    }

    /** What a call's listening does with sound, without a call. */
    private static final class Turns {
        private final VoiceDetector detector = new VoiceDetector(TurnSettings.DEFAULTS.voiceMarginDb());
        private final Endpointing endpointing = new Endpointing(TurnSettings.DEFAULTS);
        private final RecognitionStream stream;
        private int begun;
        private String words = "";
        int count;
        int pauseMillis;

        Turns(RecognitionStream stream) {
            this.stream = stream;
            endpointing.expect(Expectation.DIGITS, 6);
        }

        void accept(short[] call, int frame) {
            long now = (frame + 1) * FRAME;
            boolean going = endpointing.anyVoice();
            boolean voiced = detector.accept(call, frame * SAMPLES, SAMPLES, going, 0, Level.SILENCE_DB);
            boolean speaking = endpointing.speech();
            Endpointing.Change change = endpointing.accept(voiced, detector.steady(), now);
            if (speaking) {
                stream.accept(call, frame * SAMPLES, SAMPLES);
                if ((frame - begun) % PARTIAL_EVERY == 0) {
                    words = stream.partial();
                    endpointing.words(words);
                }
            }
            if (change == Endpointing.Change.STARTED) {
                int from = Math.max(0, (int) (endpointing.startedNanos() / FRAME) - PRE_ROLL);
                stream.begin(SpeechContext.DIGITS);
                stream.accept(call, from * SAMPLES, (frame + 1 - from) * SAMPLES);
                begun = frame;
            } else if (change == Endpointing.Change.ENDED) {
                count++;
                pauseMillis = (int) ((now - endpointing.endedNanos()) / 1_000_000);
                stream.end();
            }
        }
    }

    private static final class Tally {
        private final List<Integer> millis = new ArrayList<>();
        private int callers;
        private int cut;

        void add(int turns, int delayMillis) {
            callers++;
            cut += turns > 1 ? 1 : 0;
            millis.add(delayMillis);
            Collections.sort(millis);
        }

        @Override
        public String toString() {
            return callers + " callers, " + cut + " cut off; turn ended p50 " + at(50) + ", p95 " + at(95)
                    + " ms after the last word";
        }

        int at(int percent) {
            return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
        }
    }
}
