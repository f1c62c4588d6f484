package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Step;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says our lines on virtual time: as long as the journal says that they took, others by their length. In chat a line is
 * there at once.
 */
final class Voice {
    private static final Duration BREATH = Duration.ofMillis(300);
    private static final double MILLIS_PER_CHARACTER = 62;
    private static final Duration CUT = Duration.ofMillis(150);

    private final Recording recording;
    private final Agenda agenda;
    private final double millisPerCharacter;
    private final Map<Long, Spoken> lines = new LinkedHashMap<>();
    private final Map<Long, Instant> begins = new LinkedHashMap<>();
    private Instant free = Instant.EPOCH;

    Voice(Recording recording, Agenda agenda) {
        this.recording = recording;
        this.agenda = agenda;
        millisPerCharacter = pace(recording);
    }

    /** Of the journal's own lines, so that another voice doesn't change the comparison. */
    private static double pace(Recording recording) {
        long characters = 0;
        long millis = 0;
        for (Map.Entry<String, Duration> line : recording.speech().entrySet()) {
            characters += line.getKey().length();
            millis += Math.max(0, line.getValue().minus(BREATH).toMillis());
        }
        return characters < 50 ? MILLIS_PER_CHARACTER : (double) millis / characters;
    }

    /** All lines so far, in order; those whose end is not known yet are being said. */
    List<Spoken> lines() {
        return new ArrayList<>(lines.values());
    }

    void on(Event event, Step step) {
        if (event instanceof Event.SpeechFinished finished && lines.containsKey(finished.line())) {
            lines.computeIfPresent(finished.line(), (number, line) -> line.ended(finished.at()));
        }
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.StopSpeaking) {
                cut(event.at());
            } else if (effect instanceof Effect.Speak speak) {
                say(speak, event.at(), step.next().voice());
            }
        }
    }

    private void say(Effect.Speak speak, Instant now, boolean aloud) {
        TranscriptLine line = speak.line();
        Spoken spoken = new Spoken(line.number(), line.text(), speak.cause(), now, aloud ? null : now);
        lines.put(line.number(), spoken);
        if (aloud) {
            Instant from = free.isAfter(now) ? free : now;
            begins.put(line.number(), from);
            free = from.plus(duration(line.text()));
            agenda.add(new Event.SpeechFinished(line.number(), true, line.text(), free));
        }
    }

    /** The caller speaks into it, or a person takes over: what is being said ends. */
    void cut(Instant now) {
        Instant silent = now.plus(CUT);
        for (Spoken line : lines()) {
            Instant from = begins.get(line.number());
            if (line.endedAt() == null && from != null) {
                agenda.remove(event -> event instanceof Event.SpeechFinished end && end.line() == line.number());
                agenda.add(new Event.SpeechFinished(line.number(), false, heard(line, from, silent), silent));
                begins.remove(line.number());
            }
        }
        free = silent;
    }

    private String heard(Spoken line, Instant from, Instant to) {
        double share = (double) Math.max(0, Duration.between(from, to).toMillis())
                / Math.max(1, duration(line.text()).toMillis());
        int end = Math.min(
                line.text().length(), (int) Math.floor(share * line.text().length()));
        int space = line.text().lastIndexOf(' ', end);
        return space <= 0 || end == 0 ? "" : line.text().substring(0, space);
    }

    private Duration duration(String text) {
        @Nullable Duration recorded = recording.speech().get(text);
        return recorded != null ? recorded : BREATH.plusMillis(Math.round(text.length() * millisPerCharacter));
    }
}
