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
            move.floor = move.voice() ? move.floor.began(line.number(), move.now) : move.floor;
            move.effect(new Effect.Speak(line, true, agent + " takes over"));
            move.stage = serving.toAgent(agent);
            ConsultCourse.withdrawAll(move, WithdrawReason.TAKEN_OVER);
            move.frame = null;
            move.paused.clear();
        } else if (move.stage instanceof Stage.WithAgent other) {
            move.stage = other.toAgent(agent);
        }
    }

    static void back(Move move, String agent) {
        if (move.stage instanceof Stage.WithAgent withAgent) {
            move.stage = withAgent.toServing();
            move.say(Phrases.handedBack(agent), agent + " hands back");
            move.anythingElse = true;
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
                move.floor = move.floor.began(line.number(), move.now);
            }
            move.effect(new Effect.Speak(line, true, event.agent() + " says"));
        }
    }
}
