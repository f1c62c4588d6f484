package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private final ModelScene chat = new ModelScene(Channel.CHAT);

    private String checked(String sentence) {
        return Claims.check(
                sentence, new Move(Scenario.playbook("{policy: decline}"), chat.scenario.state, Scenario.START));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your refund has been approved.",
                "Your refund has been booked.",
                "Your refund has been processed.",
                "I've gone ahead and refunded the full amount.",
                "I’ve just refunded you.",
                "The money is on its way.",
                "Your money's on its way to you!",
                "You're all set with the refund.",
                "Consider it done.",
                "Consider your refund done.",
                "Done!",
                "Okay, that's done.",
                "All sorted.",
                "It went through.",
                "Everything has been taken care of.",
                "I **refunded** it.",
                "My colleague has agreed.",
                "My manager said yes.",
                "We got the green light.",
                "You'll get your money back within five days.",
                "You will be refunded.",
                "I'm processing your refund now.",
                "I'll refund you right away.",
                "$129.00 is on the way to your card.",
                "Good news, it's approved!",
                "Great, it is authorised.",
                "Your refund was successful.",
                "Approved!",
                "Your re\u00ADfund has been app\u200Broved.",
                "Not to worry, your refund has been approved.",
                "As you can see the refund has been issued, hasn't it.",
                "I successfully cancelled the order."
            })
    void claimWithoutACauseIsReplaced(String claim) {
        assertThat(checked(claim)).isEqualTo(UtteranceGate.SAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I've asked a colleague about your refund.",
                "It hasn't been approved yet.",
                "Has it been delivered?",
                "Once it has been approved, I'll tell you.",
                "I can't say yet whether it is approved.",
                "Which order is it about?",
                "We open at nine.",
                "Refunds usually take five days.",
                "The order is not cancelled.",
                "I don't know if that can be refunded.",
                "My colleague is looking at it.",
                "That needs to be approved by a colleague first.",
                "What would you like done?"
            })
    void sentenceThatClaimsNothingPasses(String sentence) {
        assertThat(checked(sentence)).isEqualTo(sentence);
    }

    @Test
    void approvalMayBeToldOnceThereIsOneAndCompletionAfterTheTool() {
        chat.hears("refund please").wants("orders.refund", ModelScene.TENT).done();
        chat.scenario.answers(AnswerKind.APPROVE, 0, "", "t1");
        assertThat(checked("Your refund has been approved.")).isEqualTo("Your refund has been approved.");
        assertThat(checked("Your refund has been processed.")).isEqualTo(UtteranceGate.SAFE);

        chat.scenario.tool(ToolOutcome.SUCCESS, Map.of());

        assertThat(checked("Your refund has been processed.")).isEqualTo("Your refund has been processed.");
    }

    @Test
    void whatWasDoneForTheLastOneSaysNothingAboutTheNextOne() {
        approvalMayBeToldOnceThereIsOneAndCompletionAfterTheTool();

        chat.hears("and the other one")
                .wants("orders.refund", Map.of("number", "105577", "amount", 14))
                .done();
        assertThat(checked("Your refund has been processed.")).isEqualTo(UtteranceGate.SAFE);
        chat.scenario.answers(AnswerKind.DECLINE, 0, "no", null);

        assertThat(checked("Your refund has been approved.")).isEqualTo(UtteranceGate.SAFE);
    }

    @Test
    void successOfATaskCounts() {
        Scenario scenario = chat.scenario;
        scenario.waitsForApproval()
                .answers(AnswerKind.APPROVE, 0, "", "t1")
                .tool(ToolOutcome.SUCCESS, Scenario.TENT)
                .tool(ToolOutcome.SUCCESS, Map.of());

        assertThat(checked("Your refund has been processed.")).isEqualTo("Your refund has been processed.");
        assertThat(checked("I've cancelled your order.")).isNotEqualTo(checked("Which order?"));
    }
}
