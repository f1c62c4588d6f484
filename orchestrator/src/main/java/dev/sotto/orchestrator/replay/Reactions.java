package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People outside, one act after the other: each as long after the line it followed as it was in the journal. When that line
 * doesn't come, the act comes as soon as nothing else is under way, and that is told as an assumption.
 */
final class Reactions {
    private final List<Act> acts;
    private final Agenda agenda;
    private final Assumptions assumptions;
    private final Voice voice;
    private int next;
    private @Nullable Event waiting;
    private Instant lastAct;
    private long consumed;

    Reactions(Recording recording, ReplayPlan plan, Agenda agenda, Assumptions assumptions, Voice voice) {
        acts = recording.acts().stream()
                .filter(act -> plan.agents() || !act.byAgent())
                .toList();
        this.agenda = agenda;
        this.assumptions = assumptions;
        this.voice = voice;
        lastAct = recording.began().at();
    }

    /** After each event. */
    void on(Conversation before, Event event, Step step) {
        if (event != waiting) {
            return;
        }
        waiting = null;
        lastAct = event.at();
        Act done = acts.get(next);
        next++;
        if (done.cuts() && !(event instanceof Event.CustomerLeft) && step.next().voice()) {
            voice.cut(event.at());
        }
    }

    /** Puts the next act down when what it follows has come; {@code idle}: nothing else is under way. */
    void look(Instant now, boolean idle) {
        if (waiting != null || next >= acts.size()) {
            return;
        }
        Act act = acts.get(next);
        if (act.anchor().line() == null) {
            plan(act, lastAct.plus(act.after()), now);
            return;
        }
        for (Spoken line : voice.lines()) {
            boolean heard = !act.anchor().afterEnd() || line.endedAt() != null;
            if (line.number() > consumed && heard && act.anchor().fits(line)) {
                consumed = line.number();
                Instant from = act.anchor().afterEnd() ? line.endedAt() : line.at();
                plan(act, later(from, lastAct).plus(act.after()), now);
                return;
            }
        }
        if (idle) {
            assumptions.add(words(act.event()) + " comes all the same, though what it followed was not said");
            Instant from = now;
            for (Spoken line : voice.lines()) {
                from = line.endedAt() == null ? from : line.endedAt();
            }
            plan(act, later(from, lastAct).plus(act.after()), now);
        }
    }

    private void plan(Act act, Instant at, Instant now) {
        waiting = again(act.event(), at.isBefore(now) ? now : at);
        agenda.add(waiting);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    private static Event again(Event event, Instant at) {
        if (event instanceof Event.CustomerSaid said) {
            Duration since = Duration.between(said.endedAt(), said.at());
            return new Event.CustomerSaid(
                    said.text(), said.confidence(), said.source(), said.messageId(), said.audio(), at.minus(since), at);
        }
        if (event instanceof Event.CustomerLeft left) {
            return new Event.CustomerLeft(left.termination(), at);
        }
        if (event instanceof Event.AgentSaid said) {
            return new Event.AgentSaid(said.agent(), said.text(), said.whisper(), at);
        }
        if (event instanceof Event.TookOver took) {
            return new Event.TookOver(took.agent(), at);
        }
        if (event instanceof Event.HandedBack back) {
            return new Event.HandedBack(back.agent(), at);
        }
        if (event instanceof Event.TransferFailed failed) {
            return new Event.TransferFailed(failed.target(), at);
        }
        if (event instanceof Event.Held) {
            return new Event.Held(at);
        }
        if (event instanceof Event.Resumed) {
            return new Event.Resumed(at);
        }
        return event instanceof Event.SpeechStarted ? new Event.SpeechStarted(at) : new Event.NothingUnderstood(at);
    }

    private static String words(Event event) {
        if (event instanceof Event.CustomerSaid said) {
            return "the customer's “" + said.text() + "”";
        }
        return event instanceof Event.CustomerLeft
                ? "the customer's going"
                : event.getClass().getSimpleName();
    }
}
