package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not to be recorded, from the question to the end of its read-back. */
class SensitiveSlotTest {
    private static final String CARD = """
            task: card
            title: a lost card
            when: ["I lost my card", "my card is gone", "block my card", "card stolen"]
            slots:
              card_end: {type: digits, length: 4, sensitive: true, ask: "What are its last four digits?"}
            steps:
              - ask: card_end
              - say: "It is blocked."
            """;

    private final Scenario scenario = Scenario.with(Channel.VOICE, CARD);

    private List<Boolean> sensitive() {
        return scenario.last.stream()
                .filter(Effect.Expect.class::isInstance)
                .map(effect -> ((Effect.Expect) effect).sensitive())
                .toList();
    }

    @Test
    void fromTheQuestionToTheYesNothingIsToBeRecorded() {
        scenario.says("my card is gone", Source.SPEECH, new Meaning.TaskWanted("card", Map.of()));
        assertThat(sensitive()).containsExactly(true);

        scenario.says("four two four two", Source.SPEECH, new Meaning.SlotGiven("card_end", "4242"));
        assertThat(sensitive()).doesNotContain(false);
        assertThat(scenario.state.frame().asking().candidate()).isEqualTo("4242");

        scenario.says("yes", Source.SPEECH, new Meaning.Affirmed());
        assertThat(sensitive()).containsExactly(false);
    }

    @Test
    void whatIsKeyedInIsTakenAtOnce() {
        scenario.says("my card is gone", Source.SPEECH, new Meaning.TaskWanted("card", Map.of()));
        scenario.says("4242", Source.KEYPAD, new Meaning.SlotGiven("card_end", "4242"));
        assertThat(sensitive()).containsExactly(false);
    }

    @Test
    void otherQuestionsAreRecorded() {
        scenario.wantsRefund();
        assertThat(sensitive()).containsExactly(false);
    }
}
