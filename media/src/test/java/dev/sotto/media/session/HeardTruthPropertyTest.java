package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Narrator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is paused, taken up, stopped, yielded and said in whatever order: what is told as heard is what went out. Every sentence
 * has a sound that tells what was read of it at the most.
 */
class HeardTruthPropertyTest {
    private static final int SAMPLES_PER_LETTER = 200;

    /** Remembers how far each sentence was read. */
    private static final class Witness implements Narrator {
        final Map<String, Integer> farthest = new HashMap<>();

        @Override
        public Sound speak(String text) {
            return new Sound() {
                private final int total = text.length() * SAMPLES_PER_LETTER;
                private int at;
                private boolean cancelled;

                @Override
                public int read(short[] into, int offset, int count) {
                    int read = cancelled ? 0 : Math.min(count, total - at);
                    for (int i = 0; i < read; i++) {
                        // a gap between words every now and then
                        into[offset + i] = (short) ((at + i) % 2_400 < 500 ? 0 : 3_000);
                    }
                    at += read;
                    farthest.merge(text, at, Math::max);
                    return read == 0 ? -1 : read;
                }

                @Override
                public int rewind(int samples) {
                    int back = Math.min(at, samples);
                    at -= back;
                    return back;
                }

                @Override
                public long totalSamples() {
                    return total;
                }

                @Override
                public void cancel() {
                    cancelled = true;
                }

                @Override
                public boolean failed() {
                    return false;
                }
            };
        }
    }

    @Provide
    Arbitrary<List<Integer>> actions() {
        return Arbitraries.integers().between(0, 19).list().ofMinSize(5).ofMaxSize(200);
    }

    @Property(tries = 2_000)
    void whatIsToldAsHeardIsWhatWentOut(@ForAll("actions") List<Integer> actions) {
        Witness witness = new Witness();
        PhraseQueue queue = new PhraseQueue(3, MediaMeters.NONE);
        List<String> lines = new ArrayList<>();
        List<Spoken> told = new ArrayList<>();
        short[] frame = new short[160];
        long now = 1_000;
        for (int action : actions) {
            now += PlayoutClock.FRAME_NANOS;
            switch (action) {
                case 0, 1 -> say(queue, lines, witness, action == 0, now);
                case 2 -> queue.pause();
                case 3, 4 -> queue.resume();
                case 5 -> queue.stop(false);
                case 6 -> queue.stop(true);
                case 7 -> queue.giveWay();
                default -> frames(queue, frame, 4 * (action - 7), now);
            }
            poll(queue, told);
        }
        queue.stop(true);
        poll(queue, told);

        assertThat(told).extracting(Spoken::speechId).doesNotHaveDuplicates().hasSize(lines.size());
        told.forEach(spoken -> honest(spoken, lines.get((int) spoken.speechId()), witness));
    }

    private static void say(PhraseQueue queue, List<String> lines, Narrator narrator, boolean interruptible, long now) {
        int id = lines.size();
        String line =
                "Line number " + id + " begins so. And then it goes on and on " + id + ". It ends with " + id + ".";
        lines.add(line);
        if (queue.full()) {
            queue.refuse(id);
        } else {
            queue.add(new Phrase(id, line, interruptible, narrator, now));
        }
    }

    private static void frames(PhraseQueue queue, short[] frame, int count, long now) {
        for (int i = 0; i < count; i++) {
            Phrase heard = queue.fill(frame);
            if (heard != null) {
                heard.sounded(now + i * PlayoutClock.FRAME_NANOS);
            }
        }
    }

    private static void poll(PhraseQueue queue, List<Spoken> told) {
        Spoken spoken = queue.pollFinished();
        while (spoken != null) {
            told.add(spoken);
            spoken = queue.pollFinished();
        }
    }

    /** The words that were told are those whose sound went out, to the word. */
    private static void honest(Spoken spoken, String line, Witness witness) {
        if (spoken.outcome() == SpeechOutcome.FAILED) {
            assertThat(spoken.heardText()).isEmpty();
            return;
        }
        assertThat(line).startsWith(spoken.heardText());
        StringBuilder wentOut = new StringBuilder();
        for (Sentences.Range range : Sentences.of(line)) {
            String sentence = line.substring(range.from(), range.to());
            int letters = witness.farthest.getOrDefault(sentence, 0) / SAMPLES_PER_LETTER;
            wentOut.append(wentOut.isEmpty() || letters == 0 ? "" : " ").append(sentence, 0, letters);
            if (letters < sentence.length()) {
                break;
            }
        }
        String heard = spoken.heardText();
        assertThat(wentOut.toString()).as("%s told as heard", spoken.outcome()).startsWith(heard);
        // no whole word more went out than was told
        String rest = wentOut.substring(heard.length()).strip();
        assertThat(rest).doesNotContain(" ");
        if (spoken.outcome() == SpeechOutcome.COMPLETED) {
            assertThat(heard).isEqualTo(line);
        }
    }
}
