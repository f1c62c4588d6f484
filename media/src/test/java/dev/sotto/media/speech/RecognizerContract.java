package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.media.speech.engine.SpeechEngines;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every embedded recogniser does with a caller whom our own voice plays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RecognizerContract {
    private static final List<String> SENTENCES = List.of(
            "where is my order",
            "I want to speak to a person",
            "I want my money back",
            "change my delivery address",
            "what are your opening hours",
            "yes please");

    private static final List<String> NUMBERS = List.of(
            "four eight two nine one three",
            "seventy three oh two sixty four",
            "six eighteen three forty",
            "triple nine one two three",
            "no the order is four eight two nine one three");

    private static final List<String> INSTEAD_OF_A_NUMBER = List.of(
            "yes please",
            "i don't have the number",
            "i don't know",
            "hold on",
            "a person please",
            "forget it",
            "where is my order",
            "i want my money back",
            "change my delivery address");

    private final Synthesizer voice = SpeechEngines.synthesizer("auto");

    protected abstract Recognizer recognizer();

    @AfterAll
    void closeVoice() {
        voice.close();
    }

    @Test
    void sentencesOfTheDomainAreUnderstood() {
        int errors = 0;
        int words = 0;
        int doubted = 0;
        for (String sentence : SENTENCES) {
            Hypothesis heard = hear(TelephoneSound.ofVoice(voice, sentence));
            errors += WordErrors.between(sentence.toLowerCase(java.util.Locale.ROOT), heard.text());
            words += WordErrors.words(sentence).length;
            doubted += heard.confidence() > Hypothesis.DOUBTFUL ? 0 : 1;
        }
        assertThat(errors).as("wrong of %d words", words).isLessThanOrEqualTo(words / 8);
        // confidence separates most, not all: one more question to a caller now and then
        assertThat(doubted).as("doubted sentences").isLessThanOrEqualTo(1);
    }

    @Test
    void foreignSpeechIsDoubted() {
        Hypothesis heard = hear(TelephoneSound.ofVoice(
                voice, "Printing differs from most of the arts and crafts represented in the exhibition."));
        assertThat(heard.confidence()).isLessThan(Hypothesis.DOUBTFUL);
    }

    @Test
    void numbersAreUnderstoodWhileTheyAreAskedFor() {
        int errors = 0;
        int words = 0;
        int doubted = 0;
        for (String number : NUMBERS) {
            Hypothesis heard = hear(TelephoneSound.ofVoice(voice, number), SpeechContext.DIGITS);
            errors += WordErrors.between(number, heard.text());
            words += WordErrors.words(number).length;
            doubted += heard.confidence() > Hypothesis.DOUBTFUL ? 0 : 1;
        }
        assertThat(errors).as("wrong of %d words", words).isLessThanOrEqualTo(words / 10);
        assertThat(doubted).as("doubted numbers").isLessThanOrEqualTo(1);
    }

    @Test
    void whoeverDoesNotSayTheNumberIsUnderstoodToo() {
        int errors = 0;
        int words = 0;
        for (String sentence : INSTEAD_OF_A_NUMBER) {
            Hypothesis heard = hear(TelephoneSound.ofVoice(voice, sentence), SpeechContext.DIGITS);
            errors += WordErrors.between(sentence, heard.text());
            words += WordErrors.words(sentence).length;
        }
        assertThat(errors).as("wrong of %d words", words).isLessThanOrEqualTo(words / 10);
    }

    @Test
    void foreignSpeechIsDoubtedWhileDigitsAreAskedFor() {
        short[] foreign = TelephoneSound.ofVoice(
                voice, "Printing differs from most of the arts and crafts represented in the exhibition.");
        assertThat(hear(foreign, SpeechContext.DIGITS).confidence()).isLessThan(Hypothesis.DOUBTFUL);
    }

    @Test
    void whatWasExpectedIsForgottenWithItsUtterance() {
        short[] order = TelephoneSound.ofVoice(voice, "where is my order");
        try (RecognitionStream stream = recognizer().open()) {
            stream.begin(SpeechContext.DIGITS);
            stream.accept(order, 0, order.length / 2);
            stream.begin();
            stream.accept(order, 0, order.length);
            Hypothesis general = stream.end();
            assertThat(general.text()).isEqualTo("where is my order");
        }
    }

    @Test
    void wordsAppearWhileTheCallerSpeaks() {
        short[] sound = TelephoneSound.ofVoice(voice, "I want my money back");
        try (RecognitionStream stream = recognizer().open()) {
            stream.begin();
            stream.accept(sound, 0, sound.length * 2 / 3);
            assertThat(stream.partial()).contains("want");
            stream.accept(sound, sound.length * 2 / 3, sound.length - sound.length * 2 / 3);
            assertThat(stream.end().text()).isEqualTo("i want my money back");
        }
    }

    @Test
    void backlogMayComeAtOnce() {
        short[] sound = TelephoneSound.ofVoice(voice, "what are your opening hours");
        try (RecognitionStream stream = recognizer().open()) {
            stream.begin();
            stream.accept(sound, 0, sound.length);
            assertThat(stream.end().text()).isEqualTo("what are your opening hours");
        }
    }

    @Test
    void silenceAndEmptyUtterancesAreNothingOrDoubted() {
        try (RecognitionStream stream = recognizer().open()) {
            stream.begin();
            assertThat(stream.end()).isEqualTo(Hypothesis.NOTHING);
            assertThat(stream.end()).as("not begun").isEqualTo(Hypothesis.NOTHING);
            stream.accept(new short[160], 0, 160);
            stream.begin();
            stream.accept(new short[100], 0, 100);
            assertThat(stream.end().text()).isEmpty();
        }
    }

    @Test
    void abandonedUtteranceLeavesNoTrace() {
        short[] no = TelephoneSound.ofVoice(voice, "where is my order");
        short[] yes = TelephoneSound.ofVoice(voice, "yes please");
        try (RecognitionStream stream = recognizer().open()) {
            stream.begin();
            stream.accept(no, 0, no.length);
            stream.begin();
            stream.accept(yes, 0, yes.length);
            assertThat(stream.end().text()).isEqualTo("yes please");
        }
    }

    @Test
    void decodersAreLentAgain() {
        int before = recognizer().decodersOpen();
        for (int i = 0; i < 3; i++) {
            hear(new short[1_600]);
        }
        assertThat(recognizer().decodersOpen()).isEqualTo(before).isPositive();
    }

    @Test
    void threadsAtOnceHearWhatOneHearsAlone() throws Exception {
        List<short[]> sounds =
                SENTENCES.stream().map(s -> TelephoneSound.ofVoice(voice, s)).toList();
        List<Hypothesis> alone = sounds.stream().map(this::hear).toList();
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Hypothesis>> together = sounds.stream()
                    .map(sound -> CompletableFuture.supplyAsync(() -> hear(sound), pool))
                    .toList();
            for (int i = 0; i < sounds.size(); i++) {
                Hypothesis heard = together.get(i).get();
                assertThat(heard.text()).isEqualTo(alone.get(i).text());
                assertThat(heard.confidence()).isCloseTo(alone.get(i).confidence(), within(0.03));
            }
        } finally {
            pool.shutdown();
        }
    }

    private Hypothesis hear(short[] sound) {
        return hear(sound, SpeechContext.GENERAL);
    }

    private Hypothesis hear(short[] sound, SpeechContext expected) {
        try (RecognitionStream stream = recognizer().open()) {
            stream.begin(expected);
            for (int at = 0; at < sound.length; at += 160) {
                stream.accept(sound, at, Math.min(160, sound.length - at));
            }
            return stream.end();
        }
    }
}
