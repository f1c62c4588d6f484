package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.feature.Correction;
import dev.sotto.media.speech.language.LanguageFiles;
import dev.sotto.media.speech.language.LanguageModelWriter;
import dev.sotto.media.speech.pocketsphinx.NativeLibrary;
import dev.sotto.media.speech.pocketsphinx.PocketSphinxRecognizer;
import dev.sotto.media.speech.sphinx4.Sphinx4Recognizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Word error on the three sets in {@code ../shared/speech}, by engine, with and without the correction of telephone speech,
 * and while digits are asked for. The language model is that of a shop and was not made from the sets; how much of a set its
 * words cover is printed.
 *
 * <p>By default a sample of each set, always the same. The report is {@code ./mvnw -q -pl media -am test -Dtest=WordErrorIT
 * -Dsurefire.failIfNoSpecifiedTests=false -Dsotto.speech.full=true}: every correction on whole sets; with
 * {@code -Dsotto.speech.sets=folder} other sets.
 */
@Execution(ExecutionMode.CONCURRENT)
class WordErrorIT {
    private static final Path SETS = Path.of(System.getProperty("sotto.speech.sets", "../../shared/speech"));
    private static final boolean FULL = Boolean.getBoolean("sotto.speech.full");
    private static final double SAMPLE = 0.2;
    private static final int SEED = 8;
    private static final Set<String> WORDS = LanguageModelWriter.words(ShopVocabulary.SHOP);

    @TempDir
    static Path folder;

    private static LanguageFiles language;
    private static LanguageFiles digits;

    @BeforeAll
    static void requireSets() {
        if (!Files.isDirectory(SETS)) {
            System.err.println("SKIPPED, word error: no speech sets at " + SETS.toAbsolutePath());
        }
        Assumptions.assumeTrue(Files.isDirectory(SETS), "no speech sets");
        language = LanguageModelWriter.write(ShopVocabulary.SHOP, folder);
        digits = LanguageModelWriter.writeDigits(folder);
    }

    @Test
    void pocketsphinx() throws IOException {
        NativeLibrary.require();
        compare("pocketsphinx", correction -> PocketSphinxRecognizer.load(folder, language, digits, correction));
    }

    @Test
    void sphinx4() throws IOException {
        compare("sphinx4", correction -> Sphinx4Recognizer.load(language, digits, correction));
    }

    private static void compare(String engine, Function<Correction, Recognizer> load) throws IOException {
        Score plain;
        try (Recognizer recognizer = load.apply(Correction.none())) {
            plain = measure(engine + ", no correction", recognizer, FULL);
        }
        if (FULL) {
            try (Recognizer recognizer = load.apply(Correction.frameByFrame())) {
                measure(engine + ", frame by frame", recognizer, true);
            }
        }
        Score corrected;
        try (Recognizer recognizer = load.apply(Correction.inContext())) {
            corrected = measure(engine + ", in context", recognizer, true);
            whileDigitsAreAsked(engine, recognizer, corrected);
        }
        assertThat(corrected.covered.rate()).as("the correction holds up").isLessThan(plain.covered.rate());
        assertThat(corrected.covered.rate())
                .as("sentences whose words are known")
                .isLessThan(0.2);
        assertThat(corrected.accepted.rate()).as("what is accepted").isLessThan(corrected.all.rate());
    }

    private static void whileDigitsAreAsked(String engine, Recognizer recognizer, Score callersOtherwise)
            throws IOException {
        String what = engine + ", digits asked";
        assertThat(measure(what, recognizer, "digits8", SpeechContext.DIGITS)
                        .all
                        .rate())
                .as("digits")
                .isLessThan(FULL ? 0.3 : 0.15);
        assertThat(measure(what, recognizer, "caller8", SpeechContext.DIGITS)
                        .all
                        .rate())
                .as("other sentences while digits are asked")
                .isLessThan(callersOtherwise.all.rate() + 0.05);
        assertThat(measure(what, recognizer, "human16", SpeechContext.DIGITS).accepted.utterances)
                .as("foreign sentences taken for a number")
                .isLessThanOrEqualTo(1);
    }

    private static Score measure(String what, Recognizer recognizer, boolean allSets) throws IOException {
        Score callers = measure(what, recognizer, "caller8", SpeechContext.GENERAL);
        if (allSets) {
            measure(what, recognizer, "digits8", SpeechContext.GENERAL);
            Score foreign = measure(what, recognizer, "human16", SpeechContext.GENERAL);
            assertThat(foreign.accepted.utterances)
                    .as("foreign sentences taken at their word")
                    .isLessThanOrEqualTo(1);
        }
        return callers;
    }

    private static Score measure(String what, Recognizer recognizer, String set, SpeechContext expected)
            throws IOException {
        var score = new Score();
        for (String line : sample(Files.readAllLines(SETS.resolve(set).resolve("text.tsv")))) {
            String[] fields = line.split("\t");
            short[] sound = TelephoneSound.ofFile(SETS.resolve(set).resolve(fields[0]));
            score.add(recognizer, sound, fields[1], expected);
        }
        System.out.printf("%-30s %-8s %s%n", what, set, score);
        return score;
    }

    private static List<String> sample(List<String> lines) {
        if (FULL) {
            return lines;
        }
        var shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, (int) Math.ceil(lines.size() * SAMPLE));
    }

    private static final class Score {
        final Tally all = new Tally();
        final Tally covered = new Tally();
        final Tally accepted = new Tally();
        final List<String> unknown = new ArrayList<>();
        int exact;
        double seconds;
        double cpuSeconds;

        void add(Recognizer recognizer, short[] sound, String said, SpeechContext expected) {
            var threads = ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadCpuTime();
            Hypothesis heard;
            try (RecognitionStream stream = recognizer.open()) {
                stream.begin(expected);
                for (int at = 0; at < sound.length; at += 160) {
                    stream.accept(sound, at, Math.min(160, sound.length - at));
                }
                heard = stream.end();
            }
            cpuSeconds += (threads.getCurrentThreadCpuTime() - before) / 1e9;
            seconds += sound.length / 8_000.0;
            int errors = WordErrors.between(said, heard.text());
            int words = WordErrors.words(said).length;
            all.add(errors, words);
            exact += errors == 0 ? 1 : 0;
            List<String> missing = List.of(WordErrors.words(said)).stream()
                    .filter(w -> !WORDS.contains(w))
                    .toList();
            unknown.addAll(missing);
            if (missing.isEmpty()) {
                covered.add(errors, words);
            }
            if (heard.confidence() >= Hypothesis.DOUBTFUL) {
                accepted.add(errors, words);
            }
        }

        @Override
        public String toString() {
            return "WER %s, exact %d; %d words unknown, utterances without them WER %s; accepted WER %s; CPU %.3f s/s"
                    .formatted(all, exact, unknown.size(), covered, accepted, cpuSeconds / seconds);
        }
    }

    private static final class Tally {
        int utterances;
        int errors;
        int words;

        void add(int wrong, int of) {
            utterances++;
            errors += wrong;
            words += of;
        }

        double rate() {
            return words == 0 ? 0 : (double) errors / words;
        }

        @Override
        public String toString() {
            return "%.1f %% of %d".formatted(100 * rate(), utterances);
        }
    }
}
