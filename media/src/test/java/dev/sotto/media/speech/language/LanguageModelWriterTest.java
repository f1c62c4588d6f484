package dev.sotto.media.speech.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelWriterTest {
    private static final Vocabulary SHOP =
            Vocabulary.of("refund order {digits:6}", "where is my trail tent", "do you sell quibblefrotzes");

    @TempDir
    Path folder;

    @Test
    void probabilitiesAfterEveryKindOfHistoryAddUpToOne() throws IOException {
        var model = new Arpa(
                Files.readString(LanguageModelWriter.write(SHOP, folder).languageModel()));
        var histories = new ArrayList<>(model.histories());
        histories.remove("</s>");
        Collections.shuffle(histories, new Random(1));
        var some = new ArrayList<>(histories.subList(0, 150));
        some.addAll(List.of("", "<s>", "<s> refund", "six", "four eight", "never seen"));
        for (String history : some) {
            double sum = model.words().stream()
                    .mapToDouble(word -> model.probability(history, word))
                    .sum();
            // the file has four decimals
            assertThat(sum).as("after \"%s\"", history).isCloseTo(1, within(0.005));
        }
    }

    @Test
    void declaredCountsAreThoseInTheFile() throws IOException {
        var model = new Arpa(
                Files.readString(LanguageModelWriter.write(SHOP, folder).languageModel()));
        assertThat(model.declared).isEqualTo(model.found).containsOnlyKeys(1, 2, 3);
    }

    @Test
    void whereANumberIsAskedForLittleElseFollowsADigit() throws IOException {
        var digits = new Arpa(
                Files.readString(LanguageModelWriter.writeDigits(folder).languageModel()));
        var general = new Arpa(
                Files.readString(LanguageModelWriter.write(SHOP, folder).languageModel()));
        assertThat(numberOn(digits)).isGreaterThan(0.98).isGreaterThan(numberOn(general));
        assertThat(digits.probability("<s>", "yes")).as("a way out").isGreaterThan(0.005);
    }

    /** What share of the probability after two digits is a digit, a tens word or the end. */
    private static double numberOn(Arpa model) {
        double sum = 0;
        for (String word : ("</s> oh zero one two three four five six seven eight nine double triple ten eleven twelve"
                        + " twenty thirty forty fifty sixty seventy eighty ninety")
                .split(" ")) {
            sum += model.words().contains(word) ? model.probability("four eight", word) : 0;
        }
        return sum;
    }

    @Test
    void digitsHaveThePronunciationsThatALineLeavesOfThem() throws IOException {
        LanguageFiles files = LanguageModelWriter.writeDigits(folder);
        assertThat(Files.readAllLines(files.dictionary())).contains("six S IH K S", "six(2) S IH K");
        assertThat(Files.readAllLines(LanguageModelWriter.write(SHOP, folder).dictionary()))
                .contains("six S IH K S")
                .doesNotContain("six(2) S IH K");
    }

    @Test
    void whatTasksSayIsLikelyAndAnyDigitFollowsADigit() throws IOException {
        var model = new Arpa(
                Files.readString(LanguageModelWriter.write(SHOP, folder).languageModel()));
        assertThat(model.probability("my trail", "tent")).isGreaterThan(10 * model.probability("", "tent"));
        double least = 1;
        double most = 0;
        for (String digit : "one two three four five six seven eight nine".split(" ")) {
            least = Math.min(least, model.probability("nine nine", digit));
            most = Math.max(most, model.probability("nine nine", digit));
        }
        assertThat(least).isGreaterThan(0.05);
        assertThat(most / least).isLessThan(2);
    }

    @Test
    void everyWordHasAPronunciationEvenOneNobodyKnows() throws IOException {
        LanguageFiles files = LanguageModelWriter.write(SHOP, folder);
        List<String> lines = Files.readAllLines(files.dictionary());
        for (String word : LanguageModelWriter.words(SHOP)) {
            assertThat(lines).as(word).anyMatch(line -> line.startsWith(word + " "));
        }
        assertThat(lines).contains("gmail JH IY M EY L").anyMatch(line -> line.startsWith("quibblefrotzes K W IH B"));
        assertThat(lines).as("alternatives").anyMatch(line -> line.startsWith("a(2) "));
        assertThat(lines).as("trimmed").hasSizeLessThan(1_000);
    }

    @Test
    void sameVocabularyIsWrittenOnceAndAnotherElsewhere() throws IOException {
        LanguageFiles files = LanguageModelWriter.write(SHOP, folder);
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(files.languageModel(), longAgo);
        assertThat(LanguageModelWriter.write(SHOP, folder)).isEqualTo(files);
        assertThat(Files.getLastModifiedTime(files.languageModel())).isEqualTo(longAgo);
        assertThat(LanguageModelWriter.write(SHOP.plus(List.of("more")), folder))
                .isNotEqualTo(files);
    }

    @Test
    void explosiveVocabularyIsRefused() {
        String many = "{money} ".repeat(8);
        assertThatThrownBy(() -> LanguageModelWriter.write(Vocabulary.of(many), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too many classes");
    }
}
