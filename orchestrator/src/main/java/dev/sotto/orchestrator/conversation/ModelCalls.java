package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the functions that a model wants called. A gated tool is never called because a model says so: it becomes a
 * question to a person, bound to the tool and these very arguments.
 */
final class ModelCalls {
    /** A model that wants more than this at once is confused. */
    static final int AT_ONCE = 8;

    private static final List<String> READING = List.of("GET", "HEAD");

    private final Move move;
    private final Generation generation;
    private final @Nullable Heard heard;
    private final List<Meaning> meanings = new ArrayList<>();
    private boolean ends;

    private ModelCalls(Move move, Generation generation, @Nullable Heard heard) {
        this.move = move;
        this.generation = generation;
        this.heard = heard;
    }

    static void act(Move move, Generation generation, @Nullable Heard heard) {
        ModelCalls calls = new ModelCalls(move, generation, heard);
        for (int index = 0; index < generation.wishes().size(); index++) {
            calls.act(generation.wishes().get(index), index);
        }
        calls.handOver();
    }

    private void act(Generation.Wish wish, int index) {
        if (!wish.problem().isEmpty() || index >= AT_ONCE) {
            failed(wish, wish.problem().isEmpty() ? "too many calls at once" : wish.problem());
            return;
        }
        switch (wish.function()) {
            case ModelFunctions.START_TASK -> start(wish);
            case ModelFunctions.GIVE_SLOTS -> give(wish);
            case ModelFunctions.CANCEL_TASK -> cancel(wish);
            case ModelFunctions.ASK_A_PERSON -> ModelConsults.ask(move, generation, open(wish));
            case ModelFunctions.END_CONVERSATION -> end(wish);
            default -> tool(wish);
        }
    }

    private Exchange open(Generation.Wish wish) {
        long line = move.transcript.isEmpty()
                ? 0
                : move.transcript.get(move.transcript.size() - 1).number();
        return new Exchange(
                generation.id(), line, wish.callId(), wish.function(), wish.arguments(), null, null, null, false);
    }

    private void failed(Generation.Wish wish, String problem) {
        move.model = move.model.add(open(wish).result(Map.of("error", problem), false));
    }

    private void handedOver(Generation.Wish wish, String what) {
        move.model = move.model.add(open(wish).result(Map.of("status", what), true));
    }

    private void start(Generation.Wish wish) {
        String task = String.valueOf(wish.arguments().get("task"));
        if (!move.playbook.tasks().containsKey(task)) {
            failed(wish, "there is no task " + task);
            return;
        }
        meanings.add(new Meaning.TaskWanted(task, ModelFunctions.slots(wish.arguments())));
        handedOver(wish, "the task has begun and talks to the customer itself now");
    }

    private void give(Generation.Wish wish) {
        Frame frame = move.frame;
        Map<String, Object> slots = ModelFunctions.slots(wish.arguments());
        if (frame == null || slots.isEmpty()) {
            failed(wish, frame == null ? "no task is being worked on" : "no values were given");
            return;
        }
        if (!frame.task().slots().keySet().containsAll(slots.keySet())) {
            failed(
                    wish,
                    "the task " + frame.task().name() + " has only the slots "
                            + frame.task().slots().keySet());
            return;
        }
        slots.forEach((name, value) -> meanings.add(new Meaning.SlotGiven(name, value)));
        handedOver(wish, "taken; the task goes on by itself");
    }

    private void cancel(Generation.Wish wish) {
        int withdrawn = ModelConsults.withdraw(move);
        if (move.frame != null) {
            meanings.add(new Meaning.CancelWanted());
        } else if (withdrawn == 0) {
            failed(wish, "there is nothing to cancel");
            return;
        }
        handedOver(wish, "cancelled");
    }

    private void end(Generation.Wish wish) {
        boolean going = move.frame != null && move.frame.call() != null
                || move.model.exchanges().stream().anyMatch(Exchange::running);
        if (going) {
            failed(wish, "something is still going through; tell the customer first what came of it");
            return;
        }
        handedOver(wish, "ended");
        ends = true;
    }

    /** What the task programs do themselves, as if the local assistant had understood it. */
    private void handOver() {
        if (!meanings.isEmpty() && move.serving()) {
            Dialogue.understood(move, heard == null ? unheard() : heard, new Interpretation(meanings));
        }
        if (ends && move.serving()) {
            ConsultCourse.withdrawAll(move, WithdrawReason.CANCELLED);
            move.frame = null;
            move.paused.clear();
            if (generation.spoken() == 0) {
                move.say(move.playbook.persona().goodbye(), "goodbye");
            }
            TaskRun.leave(move, "completed");
        }
    }

    /** Values that come without words of the customer are doubted like recognised ones. */
    private Heard unheard() {
        return new Heard(0, "", 0, move.voice() ? Source.SPEECH : Source.TEXT);
    }

    private void tool(Generation.Wish wish) {
        Tool tool = move.playbook.tools().get(wish.function());
        if (tool == null) {
            failed(wish, "there is no function " + wish.function());
            return;
        }
        Exchange same = same(wish);
        if (same != null && same.result() == null) {
            handedOver(wish, "this very call is under way already; wait for it");
        } else if (same != null && changes(tool)) {
            // said twice is done once
            move.model = move.model.add(
                    open(wish).result(Map.of("already_done", Objects.requireNonNull(same.result())), false));
        } else if (tool.gated()) {
            ModelConsults.approval(move, generation, open(wish), tool);
        } else {
            call(move, open(wish), tool, wish.arguments(), null);
        }
    }

    /** The same call as one that is open or has succeeded. */
    private @Nullable Exchange same(Generation.Wish wish) {
        return move.model.exchanges().stream()
                .filter(past -> past.function().equals(wish.function())
                        && past.arguments().equals(wish.arguments())
                        && (stillOpen(past) || succeeded(past)))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private boolean stillOpen(Exchange past) {
        OpenConsult consult = past.consult() == null ? null : move.consult(past.consult());
        return past.running() || past.result() == null && consult != null && consult.isOpen();
    }

    private static boolean succeeded(Exchange past) {
        return past.result() != null && "success".equals(past.result().get("outcome"));
    }

    static boolean changes(Tool tool) {
        return !READING.contains(tool.method());
    }

    static void call(Move move, Exchange open, Tool tool, Map<String, Object> with, @Nullable String token) {
        // nobody knows whether a failed call happened: the next try is the same call to the system
        String id = move.model.exchanges().stream()
                .map(Exchange::call)
                .filter(past -> past != null
                        && past.tool().equals(tool.name())
                        && past.with().equals(with))
                .filter(past -> changes(tool) && hasFailed(move, Objects.requireNonNull(past)))
                .map(past -> Objects.requireNonNull(past).callId())
                .findFirst()
                .orElseGet(() -> move.nextId("t"));
        Effect.CallTool call = new Effect.CallTool(id, tool.name(), with, token, null);
        move.effect(call);
        // an approval that opened this call still stands; what was done last time does not
        move.model = token == null && changes(tool) ? move.model.anew(tool.name()) : move.model;
        move.model = move.model.add(open.calling(call));
    }

    private static boolean hasFailed(Move move, Effect.CallTool past) {
        return move.model.exchanges().stream()
                .anyMatch(exchange -> past.equals(exchange.call())
                        && exchange.result() != null
                        && "failed".equals(exchange.result().get("outcome")));
    }

    /** A tool has answered. True when a model wanted it. */
    static boolean returned(Move move, Event.ToolReturned event) {
        Exchange open = move.model.exchanges().stream()
                .filter(exchange -> exchange.running()
                        && Objects.requireNonNull(exchange.call()).callId().equals(event.callId()))
                .findFirst()
                .orElse(null);
        if (open == null) {
            return ModelRecheck.returned(move, event);
        }
        move.model = move.model.replace(open, open.result(result(event), false));
        return true;
    }

    private static Map<String, Object> result(Event.ToolReturned event) {
        Map<String, Object> result = new HashMap<>();
        result.put("outcome", event.outcome().name().toLowerCase(java.util.Locale.ROOT));
        if (!event.value().isEmpty()) {
            result.put("value", event.value());
        }
        if (!event.reason().isEmpty()) {
            result.put("reason", event.reason());
        }
        return result;
    }

    /** The model can't tell what came of its calls, so we do: briefly, and truly. What needs more is put to a person. */
    static void tellWithout(Move move, String reason) {
        List<Exchange> untold =
                move.model.exchanges().stream().filter(Exchange::untold).toList();
        move.model = move.model.each(exchange -> exchange.untold() ? exchange.known() : exchange);
        for (Exchange exchange : untold) {
            tell(move, exchange, reason);
        }
    }

    private static void tell(Move move, Exchange exchange, String reason) {
        Map<String, Object> result = Objects.requireNonNull(exchange.result());
        Tool tool = move.playbook.tools().get(exchange.function());
        String why = "model failed (" + reason + ") before it told of " + exchange.callId();
        if (tool != null && changes(tool) && succeeded(exchange)) {
            move.say(ModelPhrases.GONE_THROUGH, why + ": " + tool.name() + " succeeded");
        } else if (result.get("answer") instanceof String answer && !answer.isBlank()) {
            move.say(FreeAnswer.sentence(answer), why + ": answered by a person");
        } else if ("declined".equals(result.get("decision"))) {
            move.say(ModelPhrases.NOT_ALLOWED, why + ": declined by a person");
        } else if (tool != null && changes(tool)) {
            move.say(ModelPhrases.NOT_DONE, why);
        } else {
            ConsultCourse.askFreely(
                    move,
                    "The assistant is stuck at " + exchange.function() + ": " + result
                            + ". What shall I tell the customer?");
        }
    }
}
