package dev.sotto.orchestrator.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.assistant.intent.Embedder;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.task.Slot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The assistant with an embedder that only counts words: what must not depend on the model. */
class LocalAssistantTest {
    private static final Set<String> FILLED = Set.of("order_number");
    private static Vertx vertx;
    private static LocalAssistant assistant;

    /** A bag of words in 64 places: alike when the same words are said. */
    private static final class BagOfWords implements Embedder {
        @Override
        public float[] embed(String sentence) {
            float[] bag = new float[64];
            for (String word : sentence.split(" ")) {
                bag[Math.floorMod(word.hashCode(), 64)] += 1;
            }
            double squares = 0;
            for (float count : bag) {
                squares += count * count;
            }
            for (int index = 0; index < bag.length; index++) {
                bag[index] /= (float) Math.sqrt(squares);
            }
            return bag;
        }

        @Override
        public boolean knows(String word) {
            return word.length() < 10;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        assistant = done(LocalAssistant.create(
                vertx, HarbourPlaybook.playbook(), BagOfWords::new, () -> LocalDate.of(2026, 11, 22)));
    }

    @AfterAll
    static void stop() throws Exception {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Interpretation keys(String keys, Slot slot, boolean yesNo) throws Exception {
        return done(assistant.interpret(keys, 1, new Focus("refund", slot, yesNo, false, FILLED, true)));
    }

    @ParameterizedTest
    @CsvSource({"482913, order_number=482913", "482913#, order_number=482913", "48291, unclear", "0, personwanted"})
    void keypadFillsDigits(String keys, String meaning) throws Exception {
        assertThat(CorpusTest.label(keys(keys, HarbourPlaybook.ORDER, false))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"1, affirmed", "2, denied", "7, unclear", "105577, denied+fix:order_number=105577"})
    void keypadAnswersAReadBack(String keys, String meaning) throws Exception {
        assertThat(CorpusTest.label(keys(keys, HarbourPlaybook.ORDER, true))).isEqualTo(meaning);
    }

    @Test
    void keypadFillsOtherTypes() throws Exception {
        assertThat(keys("2", HarbourPlaybook.REMEDY, false).meanings())
                .containsExactly(new Meaning.SlotGiven("remedy", "Repair it"));
        assertThat(keys("1", HarbourPlaybook.IN_BOX, false).meanings())
                .containsExactly(new Meaning.SlotGiven("in_box", true));
        assertThat(keys("14*50", HarbourPlaybook.PAID, false).meanings())
                .containsExactly(new Meaning.SlotGiven("paid", new BigDecimal("14.50")));
        assertThat(keys("11032026", HarbourPlaybook.BOUGHT, false).meanings())
                .containsExactly(new Meaning.SlotGiven("bought_on", "2026-11-03"));
        assertThat(keys("123", HarbourPlaybook.REASON, false).meanings()).containsExactly(new Meaning.Unclear());
    }

    @Test
    void doubtfulWordsAreBelievedWhenThePlaybookHasThem() throws Exception {
        assertThat(done(assistant.interpret("refund my order", 0.45, Focus.NONE))
                        .meanings())
                .containsExactly(new Meaning.TaskWanted("refund", Map.of()));
        assertThat(done(assistant.interpret("the moon is made of cheese", 0.45, Focus.NONE))
                        .meanings())
                .containsExactly(new Meaning.Unclear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "482913", "i want a refund", "when are you open"})
    void whatWasHeardInDoubtIsUnclear(String heard) throws Exception {
        Focus focus = new Focus("refund", HarbourPlaybook.ORDER, true, false, FILLED, false);
        assertThat(done(assistant.interpret(heard, 0.39, focus)).meanings()).containsExactly(new Meaning.Unclear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "...", "?!", "\u0000", "🙂"})
    void nothingIsUnclear(String said) throws Exception {
        assertThat(done(assistant.interpret(said, 1, Focus.NONE)).meanings()).containsExactly(new Meaning.Unclear());
    }

    @Test
    void readsSlotsOutOfTheOpeningSentence() throws Exception {
        Interpretation said = done(assistant.interpret("i want my money back order 482913", 1, Focus.NONE));
        assertThat(said.meanings()).containsExactly(new Meaning.TaskWanted("refund", Map.of("order_number", "482913")));
    }

    @Test
    void answersADateAndAnAmountByType() throws Exception {
        Focus bought = new Focus("refund", HarbourPlaybook.BOUGHT, false, false, FILLED, false);
        Focus paid = new Focus("refund", HarbourPlaybook.PAID, false, false, FILLED, false);
        assertThat(done(assistant.interpret("last tuesday", 1, bought)).meanings())
                .containsExactly(new Meaning.SlotGiven("bought_on", "2026-11-17"));
        assertThat(done(assistant.interpret("fourteen fifty", 1, paid)).meanings())
                .containsExactly(new Meaning.SlotGiven("paid", new BigDecimal("14.50")));
    }

    @Test
    void longAndRepetitiveInputTakesNoLongerThanItMust() throws Exception {
        for (String word : new String[] {
            "no ", "ok ", "thanks ", "wait ", "please ", "four ", "twenty ", "and ", "a@", "when do you "
        }) {
            String flood = word.repeat(5_000 / word.length());
            for (Focus focus : new Focus[] {
                Focus.NONE,
                new Focus("refund", HarbourPlaybook.ORDER, true, false, FILLED, false),
                new Focus("refund", HarbourPlaybook.ORDER, false, false, FILLED, false),
                new Focus("refund", HarbourPlaybook.REASON, false, false, FILLED, false)
            }) {
                assertThat(assistant
                                .interpret(flood, 1, focus)
                                .toCompletionStage()
                                .toCompletableFuture())
                        .as(word)
                        .succeedsWithin(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void theSameWordsMeanTheSame() throws Exception {
        Focus focus = new Focus("refund", HarbourPlaybook.REASON, false, false, FILLED, false);
        String said = "no the order is 105577 and when are you open";
        assertThat(done(assistant.interpret(said, 1, focus)))
                .isEqualTo(done(assistant.interpret(said.toUpperCase(Locale.ROOT), 1, focus)));
    }

    @Test
    void answersOnTheCallersContext() throws Exception {
        Future<Boolean> same = Future.future(promise -> vertx.runOnContext(start -> {
            var context = Vertx.currentContext();
            assistant
                    .interpret("i want my money back", 1, Focus.NONE)
                    .onComplete(ended -> promise.complete(Vertx.currentContext() == context && ended.succeeded()));
        }));
        assertThat(done(same)).isTrue();
    }

    @Test
    void wordsAWhisper() throws Exception {
        assertThat(done(assistant.word("tell her she can keep it", "can i keep it")))
                .isEqualTo("You can keep it.");
    }
}
