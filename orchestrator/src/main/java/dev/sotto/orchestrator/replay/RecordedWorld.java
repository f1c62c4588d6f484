package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.assistant.wording.Wording;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.conversation.ToolOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tools and the assistant as the journal knows them: the same words mean the same, the same call has the same answer. */
final class RecordedWorld {
    private static final Duration QUICK = Duration.ofMillis(50);

    private final Recording recording;
    private final Agenda agenda;
    private final Assumptions assumptions;
    private final Map<String, Integer> used = new HashMap<>();

    RecordedWorld(Recording recording, Agenda agenda, Assumptions assumptions) {
        this.recording = recording;
        this.agenda = agenda;
        this.assumptions = assumptions;
    }

    void wants(Effect effect, Instant now) {
        if (effect instanceof Effect.Interpret interpret) {
            if (recording.generations().containsKey(interpret.text())) {
                generate(interpret.text(), interpret.turn(), now);
            } else {
                understand(interpret, now);
            }
        } else if (effect instanceof Effect.InterpretLocally local) {
            understand(new Effect.Interpret(local.turn(), local.text(), local.confidence(), local.focus()), now);
        } else if (effect instanceof Effect.Generate) {
            generate("", 0, now);
        } else if (effect instanceof Effect.DropGeneration dropped) {
            agenda.remove(event -> dropped.generation().equals(ModelEvents.generation(event)));
        } else if (effect instanceof Effect.CallTool call) {
            call(call, now);
        } else if (effect instanceof Effect.Word word) {
            word(word, now);
        } else if (effect instanceof Effect.HangUp hangUp) {
            leave(hangUp.termination(), now);
        } else if (effect instanceof Effect.Transfer) {
            leave("transferred", now);
        }
    }

    private void understand(Effect.Interpret wanted, Instant now) {
        List<Recording.Understanding> known = recording.turns().getOrDefault(wanted.text(), List.of());
        if (known.isEmpty()) {
            assumptions.add("“" + wanted.text() + "” is not understood: it never was in the journal");
            agenda.add(new Event.Understood(wanted.turn(), Interpretation.of(new Meaning.Unclear()), now.plus(QUICK)));
            return;
        }
        Recording.Understanding one = nth(known, "turn " + wanted.text());
        if (!one.asked().equals(RecordingReader.asked(wanted.focus()))) {
            assumptions.add(
                    "“" + wanted.text() + "” means what it meant in the journal, where something else had been asked");
        }
        agenda.add(new Event.Understood(wanted.turn(), one.event().interpretation(), now.plus(one.latency())));
    }

    private void generate(String text, long turn, Instant now) {
        List<Recording.Generation> known = recording.generations().getOrDefault(text, List.of());
        if (known.isEmpty()) {
            assumptions.add("the model has nothing to say about a result: it had not in the journal");
            String generation = "replay-" + used.merge("generation", 1, Integer::sum);
            agenda.add(new Event.ModelAsked(generation, turn, "", "", now.plus(QUICK)));
            agenda.add(new Event.ModelFailed(generation, "not in the journal", now.plus(QUICK)));
            return;
        }
        Recording.Generation one = nth(known, "generation " + text);
        for (Event event : one.events()) {
            Instant at = now.plus(Duration.between(one.wantedAt(), event.at()));
            agenda.add(ModelEvents.again(event, turn, at));
        }
    }

    private void call(Effect.CallTool wanted, Instant now) {
        List<ToolReply> known = recording.replies().getOrDefault(ToolReply.key(wanted), List.of());
        if (!known.isEmpty()) {
            reply(wanted, nth(known, "call " + ToolReply.key(wanted)), now);
            return;
        }
        String call = wanted.tool() + " " + ToolReply.canonical(wanted.with());
        ToolReply other = recording.replies().values().stream()
                .flatMap(List::stream)
                .filter(reply -> reply.tool().equals(wanted.tool()))
                .filter(reply -> reply.returned().outcome() == ToolOutcome.SUCCESS)
                .min(java.util.Comparator.comparing(reply -> reply.returned().at()))
                .orElse(null);
        if (other != null) {
            assumptions.add(call + " answers as it did for other arguments");
            reply(wanted, other, now);
            return;
        }
        assumptions.add(call + " succeeds and answers nothing: it was never called in the journal");
        agenda.add(new Event.ToolReturned(wanted.callId(), ToolOutcome.SUCCESS, Map.of(), "", now.plus(QUICK)));
    }

    private void reply(Effect.CallTool wanted, ToolReply reply, Instant now) {
        Event.ToolReturned was = reply.returned();
        agenda.add(new Event.ToolReturned(
                wanted.callId(), was.outcome(), was.value(), was.reason(), now.plus(reply.latency())));
    }

    private void word(Effect.Word wanted, Instant now) {
        Event.Worded was = recording.worded().get(wanted.instruction());
        String text = was == null ? Wording.of(wanted.instruction(), wanted.question()) : was.text();
        if (was == null) {
            assumptions.add("“" + wanted.instruction() + "” is worded by the local assistant");
        }
        agenda.add(new Event.Worded(wanted.guidanceId(), text, now.plus(QUICK)));
    }

    private void leave(String termination, Instant now) {
        Duration after = recording.hangUp() == null ? Duration.ofSeconds(1) : recording.hangUp();
        agenda.add(new Event.CustomerLeft(termination, now.plus(after)));
    }

    /** The first time the first, and so on; the last for all that follow. */
    private <T> T nth(List<T> known, String what) {
        int count = used.merge(what, 1, Integer::sum);
        return known.get(Math.min(count, known.size()) - 1);
    }
}
