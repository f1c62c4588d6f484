package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtteranceGateTest {
    @Test
    void personCannotHaveItSaidThatMoneyHasMovedWhenItHasNot() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .says("where is my money", new Meaning.NotCovered("where is my money"))
                .answers(AnswerKind.INSTRUCT, 0, "tell him it is on its way", null)
                .worded("Your refund is on its way.");

        assertThat(scenario.said()).doesNotContain("on its way").contains(UtteranceGate.SAFE);
        assertThat(scenario.last(Effect.SentenceBlocked.class)).hasSize(1);
    }

    @Test
    void personMayHaveSaidWhatNoToolOfOursDoes() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .says("where is my parcel", new Meaning.NotCovered("where is my parcel"))
                .answers(AnswerKind.INSTRUCT, 0, "it was sent on monday", null)
                .worded("It was sent on Monday.");

        assertThat(scenario.said()).startsWith("It was sent on Monday.");
    }

    private final Frame open =
            Frame.begin(Scenario.playbook("{policy: decline}").tasks().get("refund"), Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Done. $129.00 goes back to your card.",
                "Your order has been refunded.",
                "All done!",
                "I have refunded it.",
                "I've just booked it for you.",
                "It is now approved.",
                "Your refund has been approved.",
                "Okay. Done."
            })
    void claimWithoutACauseIsKeptBack(String claim) {
        assertThat(UtteranceGate.check(claim, open)).isEqualTo(UtteranceGate.SAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, I can't refund this one.",
                "What would you like done?",
                "I'm checking whether a refund is possible.",
                "Which order?",
                "My colleague is looking at the refund."
            })
    void sentenceThatClaimsNothingPasses(String sentence) {
        assertThat(UtteranceGate.check(sentence, open)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Done. $129.00 goes back to your card.", "Your order has been refunded."})
    void claimWithTheToolsSuccessPasses(String claim) {
        assertThat(UtteranceGate.check(claim, open.effectedNow())).isEqualTo(claim);
        assertThat(UtteranceGate.check(claim, null)).isEqualTo(claim);
    }
}
