package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Step;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each act of somebody outside followed: the last line of ours before it that was more than a bridge over a
 * wait, or their own act before it when that was later.
 */
final class ActReader {
    private final List<Act> acts = new ArrayList<>();
    private final Map<Long, Spoken> lines = new LinkedHashMap<>();
    private final Map<String, Duration> speech = new HashMap<>();
    private @Nullable Instant lastAct;

    List<Act> acts() {
        return List.copyOf(acts);
    }

    Map<String, Duration> speech() {
        return speech;
    }

    void on(Conversation before, Event event, Step step) {
        if (event instanceof Event.SpeechFinished finished) {
            finished(finished);
        } else if (isAct(before, event)) {
            act(event);
        }
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Speak speak) {
                TranscriptLine line = speak.line();
                Instant ended = step.next().voice() ? null : line.at();
                lines.put(line.number(), new Spoken(line.number(), line.text(), speak.cause(), line.at(), ended));
            }
        }
    }

    static boolean isAct(Conversation before, Event event) {
        if (event instanceof Event.CustomerSaid said) {
            return said.messageId() == null || !before.seen().contains(said.messageId());
        }
        return event instanceof Event.SpeechStarted
                || event instanceof Event.NothingUnderstood
                || event instanceof Event.Held
                || event instanceof Event.Resumed
                || event instanceof Event.CustomerLeft
                || event instanceof Event.AgentSaid
                || event instanceof Event.TookOver
                || event instanceof Event.HandedBack
                || event instanceof Event.TransferFailed;
    }

    private void finished(Event.SpeechFinished finished) {
        Spoken line = lines.get(finished.line());
        if (line == null) {
            return;
        }
        lines.put(line.number(), line.ended(finished.at()));
        if (finished.completed()) {
            speech.putIfAbsent(line.text(), Duration.between(line.at(), finished.at()));
        } else if (!acts.isEmpty()) {
            Act stopped = acts.get(acts.size() - 1);
            acts.set(acts.size() - 1, new Act(stopped.event(), stopped.anchor(), stopped.after(), true));
        }
    }

    private void act(Event event) {
        Spoken followed = null;
        for (Spoken line : lines.values()) {
            if (!line.isBridge()) {
                followed = line;
            }
        }
        if (followed == null || (lastAct != null && lastAct.isAfter(followed.at()))) {
            Duration after = lastAct == null ? Duration.ZERO : Duration.between(lastAct, event.at());
            acts.add(new Act(event, Anchor.ACT_BEFORE, after, false));
        } else {
            boolean ended = followed.endedAt() != null && !followed.endedAt().isAfter(event.at());
            Instant from = ended ? followed.endedAt() : followed.at();
            acts.add(new Act(event, new Anchor(followed, ended), Duration.between(from, event.at()), false));
        }
        lastAct = event.at();
    }
}
