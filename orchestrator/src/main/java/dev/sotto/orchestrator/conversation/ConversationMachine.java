package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A conversation's laws: state and event in, next state and effects out. Pure; any thread.
 *
 * <p>{@link Stage} says who serves the customer, {@link Frame} which task is in hand and what it waits for,
 * {@link Floor} who makes sound. A consult never blocks any of them: it is open beside them until it is answered.
 *
 * <pre>
 *   CustomerSaid -> thinking -> Understood -> Dialogue -> TaskRun -> words, tool calls, guidance requests
 *                                                 ^                        |            |
 *                     words when the floor is free |        ToolReturned <-+            v
 *                                                 +---- GuidanceAnswered | GuidanceExpired
 * </pre>
 *
 * Events that don't fit the state (a late answer, a tool result for a task that was dropped) change nothing: they are
 * legal, and the table test sends every event in every state.
 */
public final class ConversationMachine {
    private final Playbook playbook;

    public ConversationMachine(Playbook playbook) {
        this.playbook = playbook;
    }

    /** A conversation before its first event, which must be {@link Event.Began}. */
    public Conversation unborn(String id) {
        return Conversation.unborn(id);
    }

    /** What the event makes of the conversation. After {@link Stage.Ended} nothing changes any more. */
    public Step on(Conversation conversation, Event event) {
        if (conversation.stage().ended()) {
            return new Step(conversation, List.of());
        }
        Move move = new Move(playbook, conversation, event.at());
        if (move.stage instanceof Stage.Reaching reaching) {
            Outbound.reaching(move, reaching, event);
        } else {
            apply(move, event);
        }
        if (move.serving()) {
            ConsultCourse.deferred(move);
            if (move.thinking == null) {
                Patience.release(move);
            }
            Foresight.look(move);
        }
        Generations.goOn(move);
        return move.done();
    }

    private void apply(Move move, Event event) {
        if (!customer(move, event) && !people(move, event)) {
            inner(move, event);
        }
        Generations.settle(move);
    }

    private boolean customer(Move move, Event event) {
        if (event instanceof Event.Began began) {
            begin(move, began);
        } else if (event instanceof Event.CustomerSaid said) {
            Hearing.said(move, said);
        } else if (event instanceof Event.SpeechStarted started) {
            move.floor = move.floor.callerStarted(started.at());
        } else if (event instanceof Event.NothingUnderstood) {
            move.floor = move.floor.callerStopped(event.at());
            if (move.serving()) {
                Patience.resume(move);
            }
        } else if (event instanceof Event.SpeechFinished finished) {
            Hearing.finished(move, finished);
        } else if (event instanceof Event.Held) {
            Absence.begins(move);
        } else if (event instanceof Event.Resumed) {
            Absence.ends(move);
        } else if (event instanceof Event.CustomerLeft left) {
            ConsultCourse.withdrawAll(move, WithdrawReason.CALLER_GONE);
            // the process may have stopped between a promise and the one who keeps it
            move.outreach.promises().forEach(move::effect);
            move.stage = move.stage.toEnded(left.termination());
        } else {
            return false;
        }
        return true;
    }

    private boolean people(Move move, Event event) {
        if (event instanceof Event.GuidanceNoted noted) {
            ConsultCourse.noted(move, noted);
        } else if (event instanceof Event.GuidanceSeen seen) {
            ConsultCourse.seen(move, seen);
        } else if (event instanceof Event.GuidanceTyped typed) {
            ConsultCourse.typed(move, typed);
        } else if (event instanceof Event.GuidanceAnswered answered) {
            Claims.answered(move, answered);
            ConsultCourse.answered(move, answered);
        } else if (event instanceof Event.GuidanceExpired expired) {
            ConsultCourse.expired(move, expired);
        } else if (event instanceof Event.AgentSaid said) {
            Handover.said(move, said);
        } else if (event instanceof Event.TookOver took) {
            Handover.take(move, took.agent());
        } else if (event instanceof Event.HandedBack back) {
            Handover.back(move, back.agent());
        } else {
            return false;
        }
        return true;
    }

    private void inner(Move move, Event event) {
        if (event instanceof Event.Understood understood) {
            Hearing.understood(move, understood);
        } else if (event instanceof Event.ToolReturned returned) {
            Claims.returned(move, returned);
            if (!ModelCalls.returned(move, returned)) {
                Tools.returned(move, returned);
            }
        } else if (Generations.on(move, event)) {
            return;
        } else if (event instanceof Event.Worded worded) {
            ConsultCourse.worded(move, worded);
        } else if (event instanceof Event.Ticked) {
            Patience.ticked(move);
        } else if (event instanceof Event.CallPromised promised) {
            move.outreach = move.outreach.takenOn(promised.promise());
        } else if (event instanceof Event.Restarted) {
            restart(move);
        } else if (event instanceof Event.TransferFailed failed && move.serving()) {
            move.say(Phrases.NOT_CONNECTED, "transfer failed");
            ConsultCourse.askFreely(move, "The call could not be moved to " + failed.target() + ". What now?");
        }
    }

    private void begin(Move move, Event.Began began) {
        move.channel = began.channel();
        move.variables = began.variables();
        move.startedAt = began.at();
        move.floor = move.floor.touched(began.at());
        if (move.voice() && Outbound.is(began.variables())) {
            move.stage = new Stage.Reaching();
            return;
        }
        move.say(playbook.persona().greeting(), "greeting");
        Task named = playbook.tasks().get(began.variables().getOrDefault("task", ""));
        if (named != null) {
            TaskRun.start(move, named, Map.of());
        }
        move.asked = true;
    }

    private static void restart(Move move) {
        if (move.thinking != null) {
            move.effect(Hearing.interpret(move, move.thinking));
        }
        Tools.again(move);
        Generations.again(move);
        for (Event.GuidanceAnswered waiting : move.wording) {
            OpenConsult consult = Objects.requireNonNull(move.consult(waiting.guidanceId()));
            move.effect(new Effect.Word(
                    consult.id(), waiting.answer().text(), consult.request().question()));
        }
        askAgain(move);
    }

    static void askAgain(Move move) {
        move.consults.forEach(consult -> askAgain(move, consult));
    }

    /** The broker knows it already unless the crash came before it heard: all of these are idempotent by id. */
    private static void askAgain(Move move, OpenConsult consult) {
        if (consult.isOpen() && consult.drafted()) {
            move.effect(new Effect.PromoteGuidance(consult.request()));
        } else if (consult.isOpen()) {
            move.effect(new Effect.RequestGuidance(consult.request()));
        } else if (consult.state() == GuidanceState.WITHDRAWN || consult.state() == GuidanceState.EXPIRED) {
            move.effect(new Effect.WithdrawGuidance(consult.id(), WithdrawReason.CANCELLED));
        }
        if (consult.voided()) {
            move.effect(new Effect.VoidApproval(consult.id(), "the conversation has no use for it any more"));
        }
    }
}
