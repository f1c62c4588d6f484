package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Step;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.SaidLine;
import dev.sotto.orchestrator.runner.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes a journal apart by playing it through the machine and watching what answers what. One conversation each. */
final class RecordingReader {
    private final TimelineWriter timeline = new TimelineWriter();
    private final ActReader acts = new ActReader();
    private final Map<String, List<Recording.Understanding>> turns = new HashMap<>();
    private final Map<String, List<ToolReply>> replies = new HashMap<>();
    private final Map<String, List<RecordedConsult>> consults = new TreeMap<>();
    private final Map<String, RecordedConsult> consultById = new HashMap<>();
    private final Map<String, Event.Worded> worded = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    private final Map<String, List<Recording.Generation>> generations = new HashMap<>();
    private final Map<String, Recording.Generation> generationById = new HashMap<>();
    private Instant resultAt = Instant.EPOCH;

    private final Map<Long, Wanted<Effect.Interpret>> interpreting = new HashMap<>();
    private final Map<String, Wanted<Effect.CallTool>> calling = new HashMap<>();
    private final Map<String, String> instructions = new HashMap<>();
    private @Nullable Instant hungUp;
    private @Nullable Duration hangUp;

    private record Wanted<T>(T effect, Instant at) {}

    /**
     * @param said what is on record as said, by the number of the entry that caused it; empty: not kept at that time
     * @throws IllegalArgumentException when the journal is not one that this version can read
     */
    static Recording read(
            List<JournalEntry> entries, Map<Long, List<SaidLine>> said, EventJson json, ConversationMachine machine) {
        if (entries.isEmpty() || !(json.event(entries.get(0)) instanceof Event.Began began)) {
            throw new IllegalArgumentException("a journal begins with Began");
        }
        RecordingReader reader = new RecordingReader();
        String id = entries.get(0).conversationId();
        Conversation state = machine.unborn(id);
        for (JournalEntry entry : entries) {
            Event event = json.event(entry);
            Step step = machine.on(state, event);
            reader.on(state, event, step, said.isEmpty() ? null : said.getOrDefault(entry.seq(), List.of()));
            state = step.next();
        }
        return reader.recording(id, began);
    }

    private Recording recording(String id, Event.Began began) {
        return new Recording(
                id,
                began,
                timeline.done(),
                acts.acts(),
                turns,
                generations,
                replies,
                consults,
                worded,
                acts.speech(),
                hangUp,
                List.copyOf(notes));
    }

    private void on(Conversation before, Event event, Step step, @Nullable List<SaidLine> told) {
        timeline.write(before, event, step, told);
        if (event instanceof Event.CustomerLeft && hungUp != null) {
            hangUp = Duration.between(hungUp, event.at());
        } else {
            acts.on(before, event, step);
        }
        answers(event);
        step.effects().forEach(effect -> wants(effect, event.at()));
    }

    private void wants(Effect effect, Instant at) {
        if (effect instanceof Effect.Interpret interpret) {
            interpreting.putIfAbsent(interpret.turn(), new Wanted<>(interpret, at));
        } else if (effect instanceof Effect.InterpretLocally local) {
            Effect.Interpret same = new Effect.Interpret(local.turn(), local.text(), local.confidence(), local.focus());
            interpreting.put(local.turn(), new Wanted<>(same, at));
        } else if (effect instanceof Effect.Generate) {
            resultAt = at;
        } else if (effect instanceof Effect.CallTool call) {
            calling.putIfAbsent(call.callId(), new Wanted<>(call, at));
        } else if (effect instanceof Effect.Word word) {
            instructions.put(word.guidanceId(), word.instruction());
        } else if (effect instanceof Effect.RequestGuidance request) {
            String id = request.request().id();
            if (!consultById.containsKey(id)) {
                RecordedConsult consult = new RecordedConsult(id, at);
                consultById.put(id, consult);
                consults.computeIfAbsent(request.request().point(), point -> new ArrayList<>())
                        .add(consult);
            }
        } else if (effect instanceof Effect.HangUp || effect instanceof Effect.Transfer) {
            hungUp = at;
        }
    }

    private void answers(Event event) {
        if (event instanceof Event.Understood understood) {
            Wanted<Effect.Interpret> wanted = interpreting.remove(understood.turn());
            if (wanted != null) {
                turns.computeIfAbsent(wanted.effect().text(), text -> new ArrayList<>())
                        .add(new Recording.Understanding(
                                understood,
                                Duration.between(wanted.at(), event.at()),
                                asked(wanted.effect().focus())));
            }
        } else if (event instanceof Event.ToolReturned returned) {
            Wanted<Effect.CallTool> wanted = calling.remove(returned.callId());
            if (wanted != null) {
                replies.computeIfAbsent(ToolReply.key(wanted.effect()), key -> new ArrayList<>())
                        .add(new ToolReply(
                                wanted.effect().tool(), returned, Duration.between(wanted.at(), event.at())));
            }
        } else if (event instanceof Event.Worded words && instructions.containsKey(words.guidanceId())) {
            worded.putIfAbsent(instructions.get(words.guidanceId()), words);
        } else if (event instanceof Event.Restarted) {
            notes.add("the gateway was started again in the middle; the replay knows no restarts");
        } else if (ModelEvents.generation(event) != null) {
            model(event);
        } else {
            people(event);
        }
    }

    private void model(Event event) {
        if (event instanceof Event.ModelAsked asked) {
            Wanted<Effect.Interpret> wanted = interpreting.get(asked.turn());
            Recording.Generation begun =
                    new Recording.Generation(wanted == null ? resultAt : wanted.at(), new ArrayList<>());
            generationById.put(asked.generation(), begun);
            generations
                    .computeIfAbsent(wanted == null ? "" : wanted.effect().text(), text -> new ArrayList<>())
                    .add(begun);
        }
        Recording.Generation generation = generationById.get(ModelEvents.generation(event));
        if (generation != null) {
            generation.events().add(event);
        }
    }

    private void people(Event event) {
        if (event instanceof Event.GuidanceAnswered answered) {
            RecordedConsult consult = consultById.get(answered.guidanceId());
            if (consult != null && consult.answered == null) {
                consult.answered = answered;
            }
        } else {
            RecordedConsult consult = consultById.get(signOf(event));
            if (consult != null) {
                consult.signs.add(event);
            }
        }
    }

    /** The request of which an event tells that it is known, seen or being answered; empty for other events. */
    private static String signOf(Event event) {
        if (event instanceof Event.GuidanceNoted noted) {
            return noted.guidanceId();
        }
        if (event instanceof Event.GuidanceSeen seen) {
            return seen.guidanceId();
        }
        return event instanceof Event.GuidanceTyped typed ? typed.guidanceId() : "";
    }

    /** What was asked, the same for the same question in other task files. */
    static String asked(Focus focus) {
        return focus.task() + "/" + (focus.slot() == null ? "" : focus.slot().name()) + "/" + focus.yesNo() + "/"
                + focus.anythingElse();
    }
}
