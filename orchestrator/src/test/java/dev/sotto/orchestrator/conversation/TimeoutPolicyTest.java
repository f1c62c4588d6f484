package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeoutPolicyTest {
    @Test
    void callBackSaysSoAndEndsTheTask() {
        Scenario scenario = expired("{policy: call_back, say: \"We call you back.\"}");

        assertThat(scenario.said()).isEqualTo("We call you back. Anything else?");
        assertThat(scenario.state.frame()).isNull();
    }

    @Test
    void declineSaysWhatTheTaskSays() {
        assertThat(expired("{policy: decline, say: \"Not today.\"}").said()).startsWith("Not today.");
    }

    @Test
    void nextSkillAsksAnotherPersonOnceAndThenGivesUp() {
        Scenario scenario = expired("{policy: next_skill, skill: managers}");
        assertThat(scenario.request().skill()).isEqualTo("managers");
        assertThat(scenario.state.consulting()).isTrue();

        scenario.expires();

        assertThat(scenario.said()).contains(Phrases.CALL_BACK);
        assertThat(scenario.state.consulting()).isFalse();
    }

    @Test
    void transferMovesTheCallOnlyBecauseTheTaskSaysSo() {
        Scenario scenario = expired("{policy: transfer, target: \"sip:desk@example.com\", say: \"One moment.\"}");

        assertThat(scenario.latest(Effect.Transfer.class).target()).isEqualTo("sip:desk@example.com");
        assertThat(scenario.last).element(0).isInstanceOf(Effect.Speak.class);
    }

    @Test
    void callerWhoWantsToGoOnWaitingIsAskedAboutNotDecidedFor() {
        Scenario scenario = expired("{policy: ask_caller, say: \"Nobody is free. Shall I keep trying?\"}");
        assertThat(scenario.said()).isEqualTo("Nobody is free. Shall I keep trying?");
        String first = scenario.request().id();

        scenario.says("yes", Source.SPEECH, new Meaning.Affirmed());

        assertThat(scenario.request().id()).isNotEqualTo(first);
        assertThat(scenario.all).filteredOn(Effect.CallTool.class::isInstance).hasSize(1);
    }

    @Test
    void callerWhoDoesNotWantToWaitEndsTheTask() {
        Scenario scenario = expired("{policy: ask_caller, say: \"Shall I keep trying?\"}");

        scenario.says("no", Source.SPEECH, new Meaning.Denied());

        assertThat(scenario.state.frame()).isNull();
        assertThat(scenario.said()).startsWith(Phrases.STOPPED);
    }

    @Test
    void acceptRunsTheToolAndIsMarkedAsTheFilesRule() {
        Scenario scenario = expired("{policy: accept}\n    accept_high_risk: true");

        assertThat(scenario.call().tool()).isEqualTo("orders.refund");
        assertThat(scenario.call().rule()).isEqualTo("on_timeout: accept");
        assertThat(scenario.call().token()).isNull();
    }

    @Test
    void lateAnswerAfterTheTimeoutChangesNothing() {
        Scenario scenario = expired("{policy: call_back, say: \"We call you back.\"}");
        Conversation before = scenario.state;

        scenario.answers(dev.sotto.orchestrator.consult.AnswerKind.APPROVE, 0, "", "t1");

        assertThat(scenario.state).isEqualTo(before);
    }

    @Test
    void nobodyAnsweringAFreeQuestionIsSaid() {
        Scenario scenario = Scenario.on(Channel.CHAT).says("kayaks?", new Meaning.NotCovered("kayaks?"));

        scenario.expires();

        assertThat(scenario.said()).startsWith(Phrases.NO_ANSWER);
    }

    private static Scenario expired(String policy) {
        Scenario scenario = Scenario.on(Channel.VOICE, policy).waitsForApproval();
        scenario.says("the zip", Source.SPEECH, new Meaning.SlotGiven("reason", "the zip"));
        assertThat(scenario.state.frame().values()).containsKey("reason");
        assertThat(Map.copyOf(scenario.state.frame().grants())).isEmpty();
        return scenario.expires();
    }
}
