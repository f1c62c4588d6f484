package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a caller hears while a person thinks. */
class WaitingTest {
    private static Scenario waiting(Channel channel) {
        return Scenario.on(channel)
                .waitsForApproval()
                .says("the zip", Source.SPEECH, new Meaning.SlotGiven("reason", "the zip"));
    }

    private static Scenario noted(Scenario scenario, int available, int present) {
        return scenario.event(new Event.GuidanceNoted(scenario.request().id(), available, present, scenario.now));
    }

    @Test
    void noPhraseIsHeardTwiceInAConversation() {
        Scenario scenario = waiting(Channel.VOICE);
        Set<String> said = new HashSet<>();
        for (int round = 0; round < 300; round++) {
            scenario.wakes();
            assertThat(said.add(scenario.said())).as(scenario.said()).isTrue();
            scenario.heardAll();
        }
    }

    @Test
    void secondConsultDoesNotBeginWithThePhrasesOfTheFirst() {
        Scenario scenario = waiting(Channel.VOICE).wakes().heardAll();
        String first = scenario.said();
        scenario.answers(AnswerKind.DECLINE, 0, "no", null).heardAll();

        scenario.says("it broke", new Meaning.TaskWanted("broken", Map.of())).wakes();

        assertThat(scenario.said()).isNotEmpty().isNotEqualTo(first);
    }

    @Test
    void phrasesFollowTheRequest() {
        Scenario scenario = waiting(Channel.VOICE).wakes().heardAll();
        assertThat(scenario.said()).isEqualTo(Wait.ASKED.phrase(0, 0));

        scenario.event(new Event.GuidanceSeen(scenario.request().id(), "ada", false, scenario.now))
                .wakes()
                .heardAll();
        assertThat(scenario.said()).isEqualTo(Wait.SEEN.phrase(0, 0));

        scenario.event(new Event.GuidanceSeen(scenario.request().id(), "ada", true, scenario.now))
                .wakes()
                .heardAll();
        assertThat(scenario.said()).isEqualTo(Wait.TAKEN.phrase(0, 0));

        scenario.event(new Event.GuidanceTyped(scenario.request().id(), "ada", scenario.now))
                .wakes()
                .heardAll();
        assertThat(scenario.said()).isEqualTo(Wait.TYPED.phrase(0, 0));
    }

    @Test
    void answerMakesABridgingPhraseEndWithItsSentence() {
        Scenario scenario = waiting(Channel.VOICE).wakes();

        scenario.answers(AnswerKind.DECLINE, 0, "too late", null);

        assertThat(scenario.last).element(0).isInstanceOf(Effect.Yield.class);
        assertThat(scenario.last(Effect.StopSpeaking.class)).isEmpty();
        assertThat(scenario.said()).startsWith("I can't: too late.");
    }

    @Test
    void phraseThatWasInterruptedIsNotTakenUpAgain() {
        Scenario scenario = waiting(Channel.VOICE).wakes();
        long line = scenario.state.floor().speaking().get(0);

        scenario.event(new Event.SpeechStarted(scenario.now))
                .event(new Event.SpeechFinished(line, false, "I've put", scenario.now))
                .event(new Event.NothingUnderstood(scenario.now));

        assertThat(scenario.said()).isEmpty();
        assertThat(scenario.state.floor().unheard()).isEmpty();
    }

    @Test
    void thatNobodyIsThereIsSaidAtOnce() {
        Scenario scenario = noted(waiting(Channel.CHAT), 0, 0);

        assertThat(scenario.said()).isEqualTo(Wait.NOBODY.phrase(0, 0));
    }

    @Test
    void nobodyThereIsNotWaitedForUntilTheTimeout() {
        Scenario scenario = noted(waiting(Channel.CHAT), 0, 0);

        scenario.wakes();

        assertThat(Duration.between(scenario.request().createdAt(), scenario.now))
                .isLessThan(Duration.between(
                        scenario.request().createdAt(), scenario.request().answerBy()));
        assertThat(scenario.said()).startsWith("We call you back.");
        assertThat(scenario.last(Effect.WithdrawGuidance.class))
                .extracting(Effect.WithdrawGuidance::reason)
                .containsExactly(WithdrawReason.NOBODY_THERE);
    }

    @Test
    void somebodyWhoComesBackIsWaitedFor() {
        Scenario scenario = noted(waiting(Channel.CHAT), 0, 0);
        scenario.event(new Event.GuidanceSeen(scenario.request().id(), "ada", true, scenario.now))
                .after(Duration.ofSeconds(30))
                .event(new Event.Ticked(scenario.now));

        assertThat(scenario.state.consulting()).isTrue();
    }

    @Test
    void nextSkillIsAskedAtOnceWhereNobodyOfTheFirstIsThere() {
        Scenario scenario = Scenario.on(Channel.CHAT, "{policy: next_skill, skill: managers}")
                .waitsForApproval();
        String first = scenario.request().id();

        noted(scenario, 0, 0);

        assertThat(scenario.request().skill()).isEqualTo("managers");
        assertThat(scenario.last(Effect.WithdrawGuidance.class))
                .extracting(Effect.WithdrawGuidance::guidanceId)
                .containsExactly(first);
    }

    @Test
    void takenOverTaskIsOfferedAgainAtHandBackAndGoesOn() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().answers(AnswerKind.TAKE_OVER, 0, "", null);
        scenario.event(new Event.HandedBack("ada", scenario.now));
        assertThat(scenario.said()).isEqualTo("Ada has handed back to me. Shall we go on with a refund?");

        scenario.says("yes", new Meaning.Affirmed());

        assertThat(scenario.request().question()).isEqualTo("Refund $129.00?");
        assertThat(scenario.state.consulting()).isTrue();
    }

    @Test
    void takenOverTaskIsDroppedWhenTheCustomerDoesNotWantIt() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().answers(AnswerKind.TAKE_OVER, 0, "", null);
        scenario.event(new Event.HandedBack("ada", scenario.now)).says("no", new Meaning.Denied());

        assertThat(scenario.state.frame()).isNull();
        assertThat(scenario.said()).startsWith(Phrases.STOPPED);
    }

    @Test
    void toolThatReturnsWhileAPersonHasTakenOverIsNotLost() {
        Scenario scenario = Scenario.on(Channel.CHAT).wantsRefund().givesOrder("482913");
        scenario.event(new Event.TookOver("ben", scenario.now)).tool(ToolOutcome.SUCCESS, Scenario.TENT);
        assertThat(scenario.last).isEmpty();

        scenario.event(new Event.HandedBack("ben", scenario.now)).says("yes", new Meaning.Affirmed());

        assertThat(scenario.request().question()).isEqualTo("Refund $129.00?");
    }

    @Test
    void approvalOfATaskThatIsStoppedIsVoid() {
        Scenario scenario = Scenario.on(Channel.VOICE).waitsForApproval();
        scenario.event(new Event.SpeechStarted(scenario.now)).answers(AnswerKind.APPROVE, 0, "", "t1");
        scenario.event(new Event.CustomerSaid("stop", 1, Source.SPEECH, null, null, scenario.now, scenario.now))
                .understood(new Meaning.CancelWanted());

        assertThat(scenario.last(Effect.VoidApproval.class))
                .extracting(Effect.VoidApproval::guidanceId)
                .containsExactly(scenario.request().id());
    }
}
