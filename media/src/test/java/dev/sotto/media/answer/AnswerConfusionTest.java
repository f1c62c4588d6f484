package dev.sotto.media.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import dev.sotto.media.testbed.Sounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The confusion matrix on synthesised greetings: people and machines, three speeds, quiet and noisy lines. */
class AnswerConfusionTest {
    private static final List<String> PEOPLE = List.of(
            "Hello?",
            "Yes?",
            "Hello, Miller speaking.",
            "Smith.",
            "Hi, this is Anna.",
            "Good morning, Jones.",
            "Hello? Who is this?",
            "Yes, hello?",
            "Doctor Brown's office, good afternoon.",
            "Hello, Peter Schmidt here.");
    private static final List<String> MACHINES = List.of(
            "Hello, you have reached Anna Miller. I can't come to the phone right now. Please leave a message after the"
                    + " beep.",
            "The person you have called is not available. Please leave your message after the tone.",
            "Hi, this is Bob. Sorry I missed your call. Leave your name and number and I will call you back.",
            "You have reached the voice mailbox of five five five, one two three four. Please record your message.",
            "Welcome to Brown and Sons. Our office is closed. We are here from nine to five on weekdays.",
            "Hello. This is the answering machine of the Jones family. Please speak after the beep.",
            "We can't take your call right now, but your call is important to us. Please leave a message.",
            "Thank you for calling. Nobody is here at the moment. Please call again tomorrow morning.");
    private static final double[] SPEEDS = {0.8, 1.0, 1.25};
    /** Amplitudes of noise: none, a quiet room, a street (about 30 and 18 dB below the voice). */
    private static final int[] NOISES = {0, 80, 350};

    private static final FreeTtsSynthesizer VOICE = FreeTtsSynthesizer.load();

    @AfterAll
    static void close() {
        VOICE.close();
    }

    @Test
    void peopleAreRarelyTakenForMachinesAndMachinesSeldomForPeople() {
        Tally people = new Tally();
        Tally machines = new Tally();
        List<Integer> waits = new ArrayList<>();
        for (double speed : SPEEDS) {
            for (int noise : NOISES) {
                PEOPLE.forEach(
                        text -> people.add(verdict(sound(text, speed, noise, false), waits), text, speed, noise));
                MACHINES.forEach(text ->
                        machines.add(verdict(sound(text, speed, noise, true), new ArrayList<>()), text, speed, noise));
            }
        }
        waits.sort(null);
        String table = "people: " + people + "\nmachines: " + machines + "\nend of hello to verdict, ms: p50 "
                + waits.get(waits.size() / 2) + ", max " + waits.get(waits.size() - 1);
        System.out.println(table);
        assertThat(people.share("PERSON")).as(table).isGreaterThanOrEqualTo(0.95);
        assertThat(machines.share("BEEP")).as(table).isGreaterThanOrEqualTo(0.85);
        assertThat(waits.get(waits.size() - 1)).as(table).isLessThanOrEqualTo(1_020);
    }

    /** The first verdict; a machine counts as found when its beep was, too. */
    private static String verdict(Line line, List<Integer> waits) {
        AnswerDetector detector = new AnswerDetector(AnswerSettings.DEFAULT);
        for (int from = 0; from + 160 <= line.samples.length; from += 160) {
            AnswerEvent event = detector.accept(Arrays.copyOfRange(line.samples, from, from + 160));
            if (event.last()) {
                if (event == AnswerEvent.PERSON) {
                    waits.add((from + 160) / 8 - line.spokenUntil / 8);
                }
                return event.name();
            }
        }
        return "NOTHING";
    }

    private record Line(short[] samples, int spokenUntil) {}

    private static Line sound(String text, double speed, int noise, boolean machine) {
        short[] words = trimmed(stretched(spoken(text), speed));
        short[] before = Sounds.silence(500);
        short[] after = machine
                ? Sounds.join(Sounds.silence(700), Sounds.tone(1_000, 5_000, 350), Sounds.silence(6_000))
                : Sounds.silence(6_000);
        short[] all = Sounds.join(before, words, after);
        if (noise > 0) {
            all = Sounds.mix(all, Sounds.noise(noise, all.length / 8, text.hashCode()));
        }
        return new Line(all, before.length + words.length);
    }

    /** Up to the last sample that can be heard. */
    private static short[] trimmed(short[] samples) {
        int end = samples.length;
        while (end > 0 && Math.abs(samples[end - 1]) < 300) {
            end--;
        }
        return Arrays.copyOf(samples, end);
    }

    private static short[] stretched(short[] samples, double speed) {
        short[] out = new short[(int) (samples.length / speed)];
        for (int i = 0; i < out.length; i++) {
            double at = i * speed;
            int left = Math.min((int) at, samples.length - 1);
            int right = Math.min(left + 1, samples.length - 1);
            out[i] = (short) (samples[left] + (samples[right] - samples[left]) * (at - left));
        }
        return out;
    }

    private static short[] spoken(String text) {
        short[][] all = {new short[0]};
        VOICE.synthesize(text, (samples, offset, count) -> {
            int before = all[0].length;
            all[0] = Arrays.copyOf(all[0], before + count);
            System.arraycopy(samples, offset, all[0], before, count);
            return true;
        });
        return all[0];
    }

    private static final class Tally {
        private final java.util.Map<String, Integer> counts = new java.util.TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private int all;

        void add(String verdict, String text, double speed, int noise) {
            counts.merge(verdict, 1, Integer::sum);
            all++;
            if (!verdict.equals("PERSON") && !verdict.equals("BEEP")
                    || verdict.equals("PERSON") == text.length() > 50) {
                wrong.add(verdict + " x" + speed + " noise " + noise + ": " + text);
            }
        }

        double share(String verdict) {
            return counts.getOrDefault(verdict, 0) / (double) all;
        }

        @Override
        public String toString() {
            return all + " " + counts + (wrong.isEmpty() ? "" : "\n  " + String.join("\n  ", wrong));
        }
    }
}
