package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.WithdrawReason;

/** A person speaks instead of the assistant, and gives the conversation back. */
final class Handover {
    private Handover() {}

    static void take(Move move, String agent) {
        if (move.stage instanceof Stage.Serving serving) {
            if (move.voice()) {
                move.effect(new Effect.StopSpeaking());
            }
            TranscriptLine line = move.line(Party.ASSISTANT, Phrases.handedOver(agent));
            move.floor = move.voice() ? move.floor.began(line.number(), false, move.now) : move.floor;
            move.effect(new Effect.Speak(line, true, agent + " takes over"));
            move.stage = serving.toAgent(agent);
            ConsultCourse.withdrawAll(move, WithdrawReason.TAKEN_OVER);
            // what was being worked on may be taken up again; whatever was about to be said is the person's to say now
            if (move.frame != null) {
                move.paused.add(move.frame);
                move.frame = null;
            }
            move.paused.replaceAll(Frame::putAside);
            move.drafts.clear();
            move.answers.clear();
            move.outreach = move.outreach.holding(null);
            move.wording.clear();
            move.turns.clear();
            move.thinking = null;
            move.lead = "";
            move.floor = move.floor.emptied();
        } else if (move.stage instanceof Stage.WithAgent other) {
            move.stage = other.toAgent(agent);
        }
    }

    static void back(Move move, String agent) {
        if (move.stage instanceof Stage.WithAgent withAgent) {
            move.stage = withAgent.toServing();
            // what has gone through needs nobody any more, and who wanted a person has had one
            String person = move.playbook.persona().personTask();
            move.paused.removeIf(
                    frame -> frame.effected() || frame.task().name().equals(person));
            if (move.paused.isEmpty()) {
                move.say(Phrases.handedBack(agent), agent + " hands back");
                move.anythingElse = true;
            } else {
                Frame back = move.paused.remove(move.paused.size() - 1);
                move.frame = back.asking(Asking.of(""));
                move.again(Phrases.goOnWith(agent, back.task().title()), agent + " hands back");
            }
            move.asked = true;
        }
    }

    /** The person's own words to the customer, or an instruction nobody asked for. */
    static void said(Move move, Event.AgentSaid event) {
        if (event.whisper()) {
            FreeAnswer.whispered(move, event);
        } else if (move.stage instanceof Stage.WithAgent) {
            TranscriptLine line = move.line(Party.AGENT, event.text());
            if (move.voice()) {
                move.floor = move.floor.began(line.number(), false, move.now);
            }
            move.effect(new Effect.Speak(line, true, event.agent() + " says"));
        }
    }
}
