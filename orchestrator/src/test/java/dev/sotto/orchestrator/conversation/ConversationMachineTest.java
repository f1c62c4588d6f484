package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationMachineTest {
    @Test
    void greetsFirst() {
        Scenario scenario = Scenario.on(Channel.VOICE);

        assertThat(scenario.state.transcript().get(0).text()).isEqualTo("Hello.");
    }

    @Test
    void asksForWhatTheTaskNeeds() {
        Scenario scenario = Scenario.on(Channel.CHAT).wantsRefund();

        assertThat(scenario.said()).isEqualTo("Which order?");
    }

    @Test
    void smallAmountIsRefundedByTheFilesRuleWithoutAPerson() {
        Scenario scenario =
                Scenario.on(Channel.CHAT).wantsRefund().givesOrder("105577").tool(ToolOutcome.SUCCESS, Scenario.MUG);

        assertThat(scenario.call().tool()).isEqualTo("orders.refund");
        assertThat(scenario.call().rule()).contains("order.total > 50");
        assertThat(scenario.call().token()).isNull();
        assertThat(scenario.all).noneMatch(Effect.RequestGuidance.class::isInstance);
    }

    @Test
    void largeAmountAsksAPersonAndGoesOnWithUsefulWork() {
        Scenario scenario = Scenario.on(Channel.VOICE).waitsForApproval();

        assertThat(scenario.request().question()).isEqualTo("Refund $129.00?");
        assertThat(scenario.said()).endsWith("What was wrong?");
        assertThat(scenario.all).filteredOn(Effect.CallTool.class::isInstance).hasSize(1);
    }

    @Test
    void cardTellsWhatEachAnswerWillSayAndDo() {
        Scenario scenario = Scenario.on(Channel.VOICE).waitsForApproval();

        assertThat(scenario.request().proposals().get(0).effect())
                .contains("orders.refund")
                .contains("129.00")
                .contains("Done. $129.00 goes back to your card.");
        assertThat(scenario.request().proposals().get(1).effect()).isEqualTo("says “I can't: too late.”");
    }

    @Test
    void approvalRunsTheToolWithItsTokenAndExactlyTheApprovedArguments() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().approves(0, "t1");

        assertThat(scenario.call().token()).isEqualTo("t1");
        assertThat(scenario.call().with())
                .containsEntry("number", "482913")
                .containsEntry("amount", new BigDecimal("129.00"));
    }

    @Test
    void changedApprovalRunsWithTheChangedArguments() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().approves(3, "t1");

        assertThat((BigDecimal) scenario.call().with().get("amount")).isEqualByComparingTo("64.5");
    }

    @Test
    void completionIsSaidOnlyAfterTheToolSucceeded() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().approves(0, "t1");
        assertThat(scenario.said()).isEmpty();

        scenario.tool(ToolOutcome.SUCCESS, Map.of());

        assertThat(scenario.said()).isEqualTo("Done. $129.00 goes back to your card. Anything else?");
    }

    @Test
    void closedGateIsToldAndAPersonIsAsked() {
        Scenario scenario =
                Scenario.on(Channel.CHAT).waitsForApproval().approves(0, "t1").tool(ToolOutcome.REFUSED, Map.of());

        assertThat(scenario.said()).doesNotContain("Done").contains(Phrases.FAILED);
        assertThat(scenario.request().question()).contains("orders.refund");
    }

    @Test
    void choiceThatApprovesNothingNeverRunsTheTool() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().answers(AnswerKind.CHOOSE, 4, "", null);

        assertThat(scenario.all).filteredOn(Effect.CallTool.class::isInstance).hasSize(1);
        assertThat(scenario.said()).startsWith("I can't: Ask the supplier.");
    }

    @Test
    void declineSaysThePersonsReason() {
        Scenario scenario =
                Scenario.on(Channel.CHAT).waitsForApproval().answers(AnswerKind.DECLINE, 0, "it was used", null);

        assertThat(scenario.said()).isEqualTo("I can't: it was used. Anything else?");
        assertThat(scenario.state.consults().get(0).state()).isEqualTo(GuidanceState.DECLINED);
    }

    @Test
    void secondAnswerToTheSameRequestChangesNothing() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().answers(AnswerKind.DECLINE, 0, "no", null);
        Conversation before = scenario.state;

        scenario.answers(AnswerKind.APPROVE, 0, "", "t1");

        assertThat(scenario.state).isEqualTo(before);
        assertThat(scenario.last).isEmpty();
    }

    @Test
    void clarificationDecidesTheBranch() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .says("it broke", new Meaning.TaskWanted("broken", Map.of()))
                .answers(AnswerKind.CHOOSE, 2, "", null);

        assertThat(scenario.said()).isEqualTo("We repair it. Anything else?");
    }

    @Test
    void clarificationInThePersonsOwnWordsIsTakenByItsLabel() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .says("it broke", new Meaning.TaskWanted("broken", Map.of()))
                .answers(AnswerKind.INSTRUCT, 0, "replace it", null);

        assertThat(scenario.said()).startsWith("We send a new one.");
    }

    @Test
    void questionThatNothingCoversIsPutToAPersonWhoseWordsAreSaid() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .says("do you wrap kayaks", new Meaning.NotCovered("do you wrap kayaks"))
                .answers(AnswerKind.INSTRUCT, 0, "tell him yes", null);
        assertThat(scenario.latest(Effect.Word.class).instruction()).isEqualTo("tell him yes");

        scenario.event(new Event.Worded(scenario.request().id(), "Yes, we do.", scenario.now));

        assertThat(scenario.said()).isEqualTo("Yes, we do. Anything else?");
    }

    @Test
    void sideQuestionIsAnsweredAndTheTaskGoesOn() {
        Scenario scenario = Scenario.on(Channel.VOICE)
                .waitsForApproval()
                .says("when do you open", new Meaning.Answered("hours", "At nine.", 0.9));

        assertThat(scenario.said()).isEqualTo("At nine. What was wrong?");
        assertThat(scenario.state.consulting()).isTrue();
    }

    @Test
    void correctionWithdrawsTheQuestionAboutTheOldValue() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .waitsForApproval()
                .says("no, the order is 105577", new Meaning.Denied(), new Meaning.Corrected("order_number", "105577"));

        assertThat(scenario.latest(Effect.WithdrawGuidance.class).reason()).isEqualTo(WithdrawReason.CORRECTED);
        assertThat(scenario.call().with()).containsEntry("number", "105577");
        scenario.tool(ToolOutcome.SUCCESS, Scenario.MUG);
        assertThat(scenario.call().tool()).isEqualTo("orders.refund");
        assertThat(scenario.call().with()).containsEntry("number", "105577");
    }

    @Test
    void approvalOfTheOldValueCannotOpenTheNewOne() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval();
        String old = scenario.request().id();
        scenario.says("no, 730264", new Meaning.Corrected("order_number", "730264"))
                .tool(ToolOutcome.SUCCESS, Map.of("total", new BigDecimal("210.00")));

        scenario.event(new Event.GuidanceAnswered(
                old,
                new dev.sotto.orchestrator.consult.GuidanceAnswer(AnswerKind.APPROVE, 0, "", "ada", scenario.now),
                "t1",
                scenario.now));

        assertThat(scenario.last).isEmpty();
        assertThat(scenario.call().tool()).isEqualTo("orders.lookup");
    }

    @Test
    void spokenNumberIsReadBackAndTakenOnlyAfterAYes() {
        Scenario scenario = Scenario.on(Channel.VOICE)
                .wantsRefund()
                .says("four eight", Source.SPEECH, new Meaning.SlotGiven("order_number", "482913"));
        assertThat(scenario.said()).isEqualTo("I have 482913. Is that right?");
        assertThat(scenario.all).noneMatch(Effect.CallTool.class::isInstance);

        scenario.says("yes", Source.SPEECH, new Meaning.Affirmed());

        assertThat(scenario.call().with()).containsEntry("number", "482913");
    }

    @Test
    void deniedNumberIsAskedAgain() {
        Scenario scenario = Scenario.on(Channel.VOICE)
                .wantsRefund()
                .says("four eight", Source.SPEECH, new Meaning.SlotGiven("order_number", "482913"))
                .says("no", Source.SPEECH, new Meaning.Denied());

        assertThat(scenario.said()).isEqualTo("Sorry. Which order?");
    }

    @Test
    void numberInTheOpeningSentenceIsReadBackInPlaceOfTheQuestion() {
        Scenario scenario = Scenario.on(Channel.VOICE)
                .says(
                        "refund for 482913",
                        Source.SPEECH,
                        new Meaning.TaskWanted("refund", Map.of("order_number", "482913")));

        assertThat(scenario.said()).isEqualTo("I have 482913. Is that right?");
    }

    @Test
    void answerWaitsWhileTheCallerSpeaksAndIsSaidAfterTheirTurn() {
        Scenario scenario = Scenario.on(Channel.VOICE).waitsForApproval();
        scenario.event(new Event.SpeechStarted(scenario.now)).answers(AnswerKind.DECLINE, 0, "too late", null);
        assertThat(scenario.said()).isEmpty();

        scenario.says("the zip broke", new Meaning.SlotGiven("reason", "the zip broke"));

        assertThat(scenario.said()).contains("I can't: too late.");
    }

    /** Not: "Is it still in its box? We send a new one." */
    @Test
    void nothingMoreIsAskedMeanwhileWhenTheAnswerIsThere() {
        Scenario scenario = Scenario.with(Channel.VOICE, """
                task: torn
                title: help with something torn
                when: ["it is torn", "there is a hole", "it has a rip", "it came torn"]
                slots:
                  where: {type: text, ask: "Where is it torn?"}
                  boxed: {type: yes_no, ask: "Is it still in its box?"}
                steps:
                  - consult: what_now
                    kind: clarification
                    question: "Torn. What now?"
                    evidence: [{label: "Where", value: where}, {label: "Box", value: boxed}]
                    propose: ["Replace it", "Repair it"]
                    skill: repairs
                    offer_within: 10s
                    answer_within: 30s
                    meanwhile: [{ask: where}, {ask: boxed}]
                    on_timeout: {policy: decline, say: "I can't settle that now."}
                  - say: "We send a new one."
                """);
        scenario.says("it is torn", new Meaning.TaskWanted("torn", Map.of())).heardAll();
        scenario.event(new Event.SpeechStarted(scenario.now)).answers(AnswerKind.CHOOSE, 1, "", null);

        scenario.says("at the seam", new Meaning.SlotGiven("where", "at the seam"));

        assertThat(scenario.said()).contains("We send a new one.").doesNotContain("box");
    }

    @Test
    void answerDuringOurOwnSpeechDoesNotCutIt() {
        Scenario scenario = Scenario.on(Channel.VOICE).waitsForApproval();
        scenario.says("when do you open", new Meaning.Answered("hours", "At nine.", 0.9));

        scenario.answers(AnswerKind.DECLINE, 0, "too late", null);

        assertThat(scenario.last(Effect.StopSpeaking.class)).isEmpty();
        assertThat(scenario.last(Effect.Yield.class)).isEmpty();
        assertThat(scenario.said()).startsWith("About a refund: I can't: too late.");
    }

    @Test
    void answerForATaskThatWasPutAsideSaysWhatItIsAbout() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval();
        String refund = scenario.request().id();
        scenario.says("also something broke", new Meaning.TaskWanted("broken", Map.of()));

        scenario.event(new Event.GuidanceAnswered(
                refund,
                new dev.sotto.orchestrator.consult.GuidanceAnswer(
                        AnswerKind.DECLINE, 0, "too late", "ada", scenario.now),
                null,
                scenario.now));

        assertThat(scenario.said())
                .isEqualTo("About a refund: I can't: too late. Now, back to help with something broken.");
        assertThat(scenario.state.frame().task().name()).isEqualTo("broken");
    }

    @Test
    void waitIsBridgedBeforeFourSeconds() {
        Scenario scenario = Scenario.on(Channel.VOICE)
                .waitsForApproval()
                .says("the zip", Source.SPEECH, new Meaning.SlotGiven("reason", "the zip"));
        for (int round = 0; round < 12; round++) {
            assertThat(Duration.between(scenario.state.floor().since(), scenario.state.wakeAt()))
                    .isLessThan(Duration.ofSeconds(4));
            scenario.wakes();
            assertThat(scenario.said()).isNotEmpty();
            scenario.heardAll();
        }
    }

    @Test
    void slowToolIsBridgedWithoutAskingWhetherTheCallerIsThere() {
        Scenario scenario = Scenario.on(Channel.VOICE).wantsRefund().givesOrder("482913");

        scenario.wakes();

        assertThat(scenario.said()).isEqualTo(Wait.LOOKING.phrase(0, 3));
        assertThat(scenario.state.phase()).isEqualTo("working");
    }

    @Test
    void silentCallerIsRemindedTwiceAndThenTheCallEnds() {
        Scenario scenario = Scenario.on(Channel.VOICE);
        scenario.wakes().heardAll();
        assertThat(scenario.said()).startsWith(Phrases.stillThere(0));
        scenario.wakes().heardAll().wakes();

        assertThat(scenario.said()).isEqualTo(Phrases.SILENT_GOODBYE);
        assertThat(scenario.latest(Effect.HangUp.class).termination()).isEqualTo("caller_silent");
    }

    @Test
    void callerWhoHangsUpTakesTheQuestionAlong() {
        Scenario scenario = Scenario.on(Channel.VOICE).waitsForApproval();

        scenario.event(new Event.CustomerLeft("caller_hung_up", scenario.now));

        assertThat(scenario.last(Effect.WithdrawGuidance.class)).hasSize(1);
        assertThat(scenario.latest(Effect.WithdrawGuidance.class).reason()).isEqualTo(WithdrawReason.CALLER_GONE);
        assertThat(scenario.state.stage()).isEqualTo(new Stage.Ended("caller_hung_up"));
    }

    @Test
    void interruptionWithoutWordsResumesTheSentenceThatWasCut() {
        Scenario scenario = Scenario.on(Channel.VOICE);
        scenario.event(new Event.CustomerSaid("when", 1, Source.SPEECH, null, null, scenario.now, scenario.now))
                .understood(new Meaning.Answered("hours", "We open at nine. We close at six in the evening.", 0.9));
        long line = scenario.state.floor().speaking().get(0);

        scenario.event(new Event.SpeechStarted(scenario.now))
                .event(new Event.SpeechFinished(line, false, "We open at nine. We close", scenario.now))
                .event(new Event.NothingUnderstood(scenario.now));

        assertThat(scenario.said()).startsWith("We close at six in the evening.");
        assertThat(scenario.state.transcript())
                .anyMatch(cut -> cut.cut() && cut.text().equals("We open at nine. We close"));
    }

    @Test
    void whatASideQuestionCutOffIsSaidBehindItsAnswer() {
        Scenario scenario = interruptedBy("do you ship", new Meaning.Answered("shipping", "We ship every day.", 0.9));

        assertThat(scenario.said()).startsWith("We ship every day. We close at six in the evening. ");
        assertThat(scenario.said()).endsWith("?");
    }

    @Test
    void whatMumblingCutOffIsSaidAsWell() {
        Scenario scenario = interruptedBy("and they own", new Meaning.Unclear());

        assertThat(scenario.said()).contains("We close at six in the evening.").endsWith("?");
    }

    private static Scenario interruptedBy(String words, Meaning meaning) {
        Scenario scenario = Scenario.on(Channel.VOICE);
        scenario.event(new Event.CustomerSaid("when", 1, Source.SPEECH, null, null, scenario.now, scenario.now))
                .understood(new Meaning.Answered("hours", "We open at nine. We close at six in the evening.", 0.9));
        assertThat(scenario.said()).endsWith("?");
        long line = scenario.state.floor().speaking().get(0);

        return scenario.event(new Event.SpeechStarted(scenario.now))
                .event(new Event.SpeechFinished(line, false, "We open at nine. We close", scenario.now))
                .says(words, meaning);
    }

    @Test
    void greetingThatIsTalkedOverIsNotSaidAgain() {
        Scenario scenario = Scenario.on(Channel.VOICE);
        long line = scenario.state.transcript().get(0).number();

        scenario.event(new Event.SpeechStarted(scenario.now))
                .event(new Event.SpeechFinished(line, false, "Hel", scenario.now))
                .says("do you ship", new Meaning.Answered("shipping", "We ship every day.", 0.9));

        assertThat(scenario.said()).startsWith("We ship every day. ").doesNotContain("Hel");
    }

    @Test
    void questionsAtTheEndAreLeftOut() {
        assertThat(Hearing.statements("It costs $4.50. Is that all? Or more?")).isEqualTo("It costs $4.50.");
        assertThat(Hearing.statements("Is there anything else?")).isEmpty();
        assertThat(Hearing.statements("Done. It is on its way.")).isEqualTo("Done. It is on its way.");
    }

    @Test
    void takenOverConversationIsSilentUntilItIsHandedBack() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().answers(AnswerKind.TAKE_OVER, 0, "", null);
        assertThat(scenario.state.phase()).isEqualTo("with_agent");

        scenario.event(new Event.CustomerSaid("hello", 1, Source.TEXT, "m1", null, scenario.now, scenario.now));
        assertThat(scenario.last).isEmpty();
        scenario.event(new Event.AgentSaid("ada", "I can help.", false, scenario.now));
        assertThat(scenario.said()).isEqualTo("I can help.");
        scenario.event(new Event.HandedBack("ada", scenario.now));

        assertThat(scenario.said()).contains("handed back");
        assertThat(scenario.state.phase()).isEqualTo("listening");
    }

    @Test
    void chatMessageThatComesTwiceCountsOnce() {
        Scenario scenario = Scenario.on(Channel.CHAT);
        Event said = new Event.CustomerSaid("hi", 1, Source.TEXT, "m1", null, scenario.now, scenario.now);
        scenario.event(said).understood(new Meaning.Greeted());
        Conversation before = scenario.state;

        scenario.event(said);

        assertThat(scenario.state).isEqualTo(before);
    }

    @Test
    void quickMessagesAreUnderstoodOneAfterTheOther() {
        Scenario scenario = Scenario.on(Channel.CHAT);
        scenario.event(new Event.CustomerSaid("refund", 1, Source.TEXT, "m1", null, scenario.now, scenario.now))
                .event(new Event.CustomerSaid("482913", 1, Source.TEXT, "m2", null, scenario.now, scenario.now));

        scenario.understood(new Meaning.TaskWanted("refund", Map.of()));

        assertThat(scenario.latest(Effect.Interpret.class).text()).isEqualTo("482913");
        assertThat(scenario.latest(Effect.Interpret.class).focus().slot().name())
                .isEqualTo("order_number");
    }

    @Test
    void cancelWithdrawsAndStops() {
        Scenario scenario = Scenario.on(Channel.CHAT).waitsForApproval().says("forget it", new Meaning.CancelWanted());

        assertThat(scenario.latest(Effect.WithdrawGuidance.class).reason()).isEqualTo(WithdrawReason.CANCELLED);
        assertThat(scenario.said()).isEqualTo("Okay, I've stopped that. Anything else?");
    }

    @Test
    void repeatSaysTheLastWordsAgain() {
        Scenario scenario = Scenario.on(Channel.CHAT).wantsRefund().says("what?", new Meaning.RepeatWanted());

        assertThat(scenario.said()).isEqualTo("Which order?");
    }

    @Test
    void threeTimesUnclearAsksAPerson() {
        Scenario scenario = Scenario.on(Channel.VOICE).wantsRefund();
        for (int round = 0; round < 3; round++) {
            scenario.says("mumble", Source.SPEECH, new Meaning.Unclear());
            assertThat(scenario.said()).contains("Which order?");
        }

        scenario.says("mumble", Source.SPEECH, new Meaning.Unclear());

        assertThat(scenario.request().question()).contains("can't understand");
    }

    @Test
    void restartAsksOnceMoreForWhatWasUnderWay() {
        Scenario scenario = Scenario.on(Channel.CHAT).wantsRefund().givesOrder("482913");
        Effect.CallTool call = scenario.call();

        scenario.event(new Event.Restarted(scenario.now));

        assertThat(scenario.last).containsExactly(call);
    }

    @Test
    void replayOfTheEventsGivesTheSameConversation() {
        Scenario scenario = Scenario.on(Channel.VOICE)
                .waitsForApproval()
                .says("the zip", Source.SPEECH, new Meaning.SlotGiven("reason", "the zip"))
                .answers(AnswerKind.APPROVE, 0, "", "t1")
                .tool(ToolOutcome.SUCCESS, Map.of());
        Conversation replayed = scenario.machine.unborn("c1");
        for (Event event : scenario.events) {
            replayed = scenario.machine.on(replayed, event).next();
        }

        assertThat(replayed).isEqualTo(scenario.state);
    }

    @Test
    void instructionInPlaceOfAChoiceIsSaidAlthoughTheTaskSaysReasons() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .says("it broke", new Meaning.TaskWanted("broken", Map.of()))
                .answers(AnswerKind.INSTRUCT, 0, "offer a voucher", null)
                .worded("We can offer you a voucher.");

        assertThat(scenario.said()).startsWith("We can offer you a voucher.");
    }

    @Test
    void lastAnswerWhileAPersonThinksIsAcknowledged() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .waitsForApproval()
                .says("it leaks", new Meaning.SlotGiven("reason", "it leaks"));

        assertThat(scenario.said()).isEqualTo(Phrases.NOTED);
    }

    @Test
    void nothingElseIsOfferedBeforeAnythingWasDone() {
        Scenario scenario = Scenario.on(Channel.CHAT).says("asdf", new Meaning.Unclear());

        assertThat(scenario.said()).isEqualTo(Phrases.NOT_CAUGHT + " " + Phrases.HOW_CAN_I_HELP);
    }

    @Test
    void typedOkIsAnsweredWhereASpokenOneTakesNoTurn() {
        Scenario typed = Scenario.on(Channel.CHAT).waitsForApproval().says("ok", new Meaning.Acknowledged());
        Scenario spoken =
                Scenario.on(Channel.VOICE).waitsForApproval().says("ok", Source.SPEECH, new Meaning.Acknowledged());

        assertThat(typed.said()).isNotEmpty();
        assertThat(spoken.said()).isEmpty();
    }

    @Test
    void yesAndNoToAnOpenQuestionHaveAnAnswer() {
        Scenario scenario = Scenario.on(Channel.CHAT).says("yes", new Meaning.Affirmed());
        assertThat(scenario.said()).isEqualTo(Phrases.GO_AHEAD);

        scenario.says("no", new Meaning.Denied());
        assertThat(scenario.said()).isEqualTo(Phrases.HERE);

        scenario.says("no", new Meaning.Denied());
        assertThat(scenario.said()).isEqualTo("Goodbye.");
    }

    @Test
    void secondQuestionToAPersonIsNotAnnouncedInTheSameWords() {
        Scenario scenario = Scenario.on(Channel.CHAT).says("kayaks?", new Meaning.NotCovered("do you wrap kayaks"));
        String first = scenario.said();

        scenario.says("dogs?", new Meaning.NotCovered("are dogs welcome"));

        assertThat(scenario.said()).isNotEmpty().isNotEqualTo(first);
    }
}
