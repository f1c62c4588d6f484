package dev.sotto.orchestrator.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a conversation is, between two events. Immutable; rebuilt from its events by {@link ConversationMachine}.
 *
 * @param frame the task in hand, or null
 * @param paused tasks that were put aside for another one, last one first
 * @param consults requests to people, open ones and closed ones, oldest first
 * @param thinking the turn that is being understood, or null
 * @param turns further turns that wait to be understood
 * @param answers people's answers that wait until the caller has finished speaking
 * @param wording instructions that the assistant is putting into its own words
 * @param seen ids of chat messages that were taken in, newest last
 * @param anythingElse true when the last thing asked was whether there is anything else
 * @param aside true while the talk is about something else than the task in hand: a side question was the last thing
 * @param lead what the next words are about, said before them; empty when that is clear
 * @param drafts messages that a person sees before the customer does, oldest first
 * @param told how often each kind of waiting phrase was used: none comes twice
 * @param misses how often in a row nothing was understood outside a question
 * @param reminders how often the customer's silence was spoken into since they last spoke
 * @param model a language model's share, where there is one
 * @param outreach calls that were promised, and the call of ours that this is
 * @param lines how many transcript lines there have been
 * @param ids how many guidance requests and tool calls there have been
 */
public record Conversation(
        String id,
        Channel channel,
        Map<String, String> variables,
        Instant startedAt,
        Stage stage,
        @Nullable Frame frame,
        List<Frame> paused,
        List<OpenConsult> consults,
        List<TranscriptLine> transcript,
        Floor floor,
        @Nullable Heard thinking,
        List<Heard> turns,
        List<Event.GuidanceAnswered> answers,
        List<Event.GuidanceAnswered> wording,
        List<String> seen,
        boolean anythingElse,
        boolean aside,
        String lead,
        List<Draft> drafts,
        Map<Wait, Integer> told,
        int misses,
        int reminders,
        ModelTalk model,
        Outreach outreach,
        long lines,
        long ids) {

    /** Before its first event. */
    static Conversation unborn(String id) {
        return new Conversation(
                id,
                Channel.CHAT,
                Map.of(),
                Instant.EPOCH,
                new Stage.Serving(),
                null,
                List.of(),
                List.of(),
                List.of(),
                Floor.silent(Instant.EPOCH),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                false,
                "",
                List.of(),
                Map.of(),
                0,
                0,
                ModelTalk.NONE,
                Outreach.NONE,
                0,
                0);
    }

    /** Whom decisions are for: what the edge knows of the customer; the conversation itself where that is nothing. */
    public String customer() {
        return customer(variables, id);
    }

    static String customer(Map<String, String> variables, String id) {
        return variables.getOrDefault("customer", variables.getOrDefault("caller", id));
    }

    public boolean voice() {
        return channel == Channel.VOICE;
    }

    /** When the machine wants to be told that time has passed, or null when it waits for nothing. */
    public @Nullable Instant wakeAt() {
        return Patience.wakeAt(this);
    }

    /** What the customer was last asked. */
    public Focus focus(boolean keypad) {
        return Focuses.of(this, keypad);
    }

    /** For people: {@code reaching, listening, thinking, working, with_agent, on_hold, ended}. */
    public String phase() {
        if (stage.ended()) {
            return "ended";
        }
        if (floor.away()) {
            return "on_hold";
        }
        if (stage instanceof Stage.WithAgent) {
            return "with_agent";
        }
        if (stage instanceof Stage.Reaching) {
            return "reaching";
        }
        if (thinking != null) {
            return "thinking";
        }
        return frame != null && frame.call() != null ? "working" : "listening";
    }

    /** The consult that a request id names, or null. */
    public @Nullable OpenConsult consult(String guidanceId) {
        return consults.stream()
                .filter(consult -> consult.id().equals(guidanceId))
                .findFirst()
                .orElse(null);
    }

    /** Every task that is being worked on: those put aside, then the one in hand. */
    List<Frame> frames() {
        return Frame.all(paused, frame);
    }

    /** True when a person is being waited for. */
    public boolean consulting() {
        return consults.stream().anyMatch(OpenConsult::isWaitedFor);
    }
}
