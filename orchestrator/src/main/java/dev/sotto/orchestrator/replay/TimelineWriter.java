package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.OpenConsult;
import dev.sotto.orchestrator.conversation.Stage;
import dev.sotto.orchestrator.conversation.Step;
import dev.sotto.orchestrator.journal.SaidLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the timeline of one conversation, step by step: the same for one that was and one that is played again. */
final class TimelineWriter {
    private final List<Moment> moments = new ArrayList<>();
    private final Map<String, GuidanceRequest> asked = new LinkedHashMap<>();
    private final Map<String, Timeline.Consult> ended = new LinkedHashMap<>();
    private final Map<String, String> calls = new LinkedHashMap<>();
    private final Consequences consequences = new Consequences();
    private final Silence silence = new Silence();
    private Instant start = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private String outcome = "open";

    /** @param told what is on record as said; null: what the machine makes of it */
    void write(Conversation before, Event event, Step step, @Nullable List<SaidLine> told) {
        if (event instanceof Event.Began) {
            start = event.at();
        }
        last = event.at();
        silence.on(before, event, step);
        event(before, event);
        for (Consequence consequence : consequences.of(before, event, step)) {
            boolean spoken = consequence instanceof Consequence.Said || consequence instanceof Consequence.Blocked;
            if (told == null || !spoken) {
                consequence(consequence, event.at());
            }
        }
        if (told != null) {
            told.forEach(line -> add(
                    event.at(),
                    line.line() == null ? "policy" : line.party(),
                    line.line() == null ? "kept back: " + line.text() : line.text()));
        }
        for (OpenConsult consult : step.next().consults()) {
            OpenConsult was = before.consult(consult.id());
            if (!consult.isOpen() && asked.containsKey(consult.id()) && (was == null || was.isOpen())) {
                closed(consult, event);
            }
        }
        if (step.next().stage() instanceof Stage.Ended end && !before.stage().ended()) {
            outcome = end.termination();
            add(event.at(), "end", outcome);
        }
    }

    Timeline done() {
        List<Timeline.Consult> consults = new ArrayList<>();
        asked.forEach((id, request) -> consults.add(ended.getOrDefault(
                id,
                new Timeline.Consult(
                        end(id), request.point(), "still open", Duration.between(request.createdAt(), last)))));
        return new Timeline(
                List.copyOf(moments),
                Duration.between(start, last),
                silence.longest(),
                List.copyOf(consults),
                List.copyOf(calls.values()),
                outcome);
    }

    private void event(Conversation before, Event event) {
        if (event instanceof Event.CustomerSaid said) {
            boolean again = said.messageId() != null && before.seen().contains(said.messageId());
            if (!again) {
                add(said.endedAt(), "customer", said.text());
            }
        } else if (event instanceof Event.SpeechFinished finished && !finished.completed()) {
            add(event.at(), "customer", "speaks into it, heard: " + finished.heard());
        } else if (event instanceof Event.ToolReturned returned && calls.containsKey(returned.callId())) {
            String call = calls.get(returned.callId());
            String how = returned.outcome().name().toLowerCase(Locale.ROOT);
            calls.put(returned.callId(), call + ": " + how);
            add(event.at(), "tool", call + ": " + how);
        } else if (event instanceof Event.GuidanceAnswered answered && open(before, answered.guidanceId())) {
            add(
                    event.at(),
                    "agent",
                    answered.answer().agent() + " answers " + end(answered.guidanceId()) + ": " + words(answered));
        } else if (event instanceof Event.AgentSaid said && said.whisper()) {
            add(event.at(), "agent", said.agent() + " whispers: " + said.text());
        } else if (event instanceof Event.Restarted) {
            add(event.at(), "end", "the gateway was started again");
        }
    }

    private void consequence(Consequence consequence, Instant at) {
        if (consequence instanceof Consequence.Said said) {
            add(at, said.from(), said.text());
        } else if (consequence instanceof Consequence.Blocked blocked) {
            add(at, "policy", "kept back: " + blocked.text());
        } else if (consequence instanceof Consequence.ToolWanted wanted) {
            String call = wanted.tool() + " " + ToolReply.canonical(wanted.with());
            if (calls.putIfAbsent(wanted.call(), call) == null) {
                add(at, "tool", call + by(wanted));
            }
        } else if (consequence instanceof Consequence.GuidanceRequested requested) {
            GuidanceRequest request = requested.request();
            if (asked.putIfAbsent(request.id(), request) == null) {
                String how = request.terms().likely() ? " is drafted: " : " is asked: ";
                add(at, "desk", end(request.id()) + how + request.question());
            }
        } else if (consequence instanceof Consequence.GuidancePromoted promoted) {
            add(
                    at,
                    "desk",
                    end(promoted.request().id()) + " is asked in earnest: "
                            + promoted.request().question());
        } else {
            ending(consequence, at);
        }
    }

    private void ending(Consequence consequence, Instant at) {
        if (consequence instanceof Consequence.ApprovalVoided voided) {
            add(at, "policy", "the approval of " + end(voided.guidance()) + " is void: " + voided.reason());
        } else if (consequence instanceof Consequence.GuidanceWithdrawn withdrawn) {
            add(at, "desk", end(withdrawn.guidance()) + " is withdrawn: " + wire(withdrawn.reason()));
        } else if (consequence instanceof Consequence.PolicyApplied applied) {
            add(at, "policy", "nobody answered " + end(applied.guidance()) + ": " + wire(applied.policy()));
        } else if (consequence instanceof Consequence.TakenOver taken) {
            add(at, "agent", taken.agent() + " takes over");
        } else if (consequence instanceof Consequence.HandedBack back) {
            add(at, "agent", back.agent() + " hands back");
        } else if (consequence instanceof Consequence.Transferred transferred) {
            add(at, "end", "transferred to " + transferred.target());
        }
    }

    private void closed(OpenConsult consult, Event event) {
        String how = wire(consult.state());
        if (event instanceof Event.GuidanceAnswered answered) {
            how = words(answered) + " by " + answered.answer().agent();
        }
        Instant from = consult.request().createdAt();
        String point = consult.request().point();
        ended.put(
                consult.id(), new Timeline.Consult(end(consult.id()), point, how, Duration.between(from, event.at())));
    }

    private static String words(Event.GuidanceAnswered answered) {
        String kind = wire(answered.answer().answer());
        String choice = answered.answer().choice() > 0 ? " " + answered.answer().choice() : "";
        String text = answered.answer().text();
        return kind + choice + (text.isBlank() ? "" : " “" + text + "”");
    }

    private static String by(Consequence.ToolWanted wanted) {
        if (wanted.guidance() != null) {
            return ", allowed by " + end(wanted.guidance());
        }
        return wanted.rule() == null ? "" : ", allowed by the rule " + wanted.rule();
    }

    private static boolean open(Conversation before, String guidanceId) {
        OpenConsult consult = before.consult(guidanceId);
        return consult != null && consult.isOpen();
    }

    private static String end(String guidanceId) {
        return guidanceId.substring(guidanceId.lastIndexOf('-') + 1);
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void add(Instant at, String who, String what) {
        moments.add(new Moment(Duration.between(start, at), who, what));
    }
}
