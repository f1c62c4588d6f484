package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task being worked on.
 *
 * @param at index of the instruction it stands at
 * @param values slots and variables by name
 * @param asking the question that waits for the customer, or null
 * @param consult the guidance request that the instruction at {@code at} waits for, or null
 * @param meanwhile next of that consult's meanwhile steps
 * @param call the tool call that the instruction at {@code at} waits for, or null
 * @param grants approvals by tool that were not used yet
 * @param tries how often each slot was asked again by the task
 * @param effected true once a gated tool has succeeded: what is done can't be corrected away
 * @param recheck an approval whose facts are being looked up again, or null
 */
public record Frame(
        Task task,
        int at,
        Map<String, Object> values,
        @Nullable Asking asking,
        @Nullable String consult,
        int meanwhile,
        Effect.@Nullable CallTool call,
        Map<String, Grant> grants,
        Map<String, Integer> tries,
        boolean effected,
        @Nullable Recheck recheck) {

    static Frame begin(Task task, Map<String, Object> values) {
        return new Frame(task, 0, Map.copyOf(values), null, null, 0, null, Map.of(), Map.of(), false, null);
    }

    /** Those put aside, then the one in hand. */
    static List<Frame> all(List<Frame> paused, @Nullable Frame inHand) {
        List<Frame> all = new ArrayList<>(paused);
        if (inHand != null) {
            all.add(inHand);
        }
        return all;
    }

    /** True when the customer is asked yes or no about a consult that nobody answered. */
    boolean waitsForCaller() {
        return asking != null && asking.slot().isEmpty();
    }

    Frame at(int index) {
        return new Frame(task, index, values, null, null, 0, null, grants, tries, effected, null);
    }

    Frame next() {
        return at(at + 1);
    }

    Frame with(String name, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(values);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Frame(
                task, at, Map.copyOf(changed), asking, consult, meanwhile, call, grants, tries, effected, recheck);
    }

    Frame asking(@Nullable Asking next) {
        return new Frame(task, at, values, next, consult, meanwhile, call, grants, tries, effected, recheck);
    }

    Frame consulting(String guidanceId) {
        return new Frame(task, at, values, null, guidanceId, 0, null, grants, tries, effected, recheck);
    }

    Frame meanwhile(int next) {
        return new Frame(task, at, values, asking, consult, next, call, grants, tries, effected, recheck);
    }

    Frame calling(Effect.CallTool wanted) {
        return new Frame(task, at, values, asking, null, 0, wanted, grants, tries, effected, recheck);
    }

    /** The facts of an approval are looked up; the task stays where it is. */
    Frame rechecking(Recheck next, Effect.CallTool wanted) {
        return new Frame(task, at, values, asking, consult, meanwhile, wanted, grants, tries, effected, next);
    }

    Frame rechecked() {
        return new Frame(task, at, values, asking, consult, meanwhile, null, grants, tries, effected, null);
    }

    /** Put aside when a person takes over: nothing is asked and nobody is waited for, but a call under way comes back. */
    Frame putAside() {
        return new Frame(task, at, values, null, null, 0, recheck == null ? call : null, grants, tries, effected, null);
    }

    Frame granted(String tool, @Nullable Grant grant) {
        Map<String, Grant> changed = new HashMap<>(grants);
        if (grant == null) {
            changed.remove(tool);
        } else {
            changed.put(tool, grant);
        }
        return new Frame(
                task, at, values, asking, consult, meanwhile, call, Map.copyOf(changed), tries, effected, recheck);
    }

    Frame withoutGrants() {
        return new Frame(task, at, values, asking, consult, meanwhile, call, Map.of(), tries, effected, recheck);
    }

    Frame tried(String slot) {
        Map<String, Integer> changed = new HashMap<>(tries);
        changed.merge(slot, 1, Integer::sum);
        return new Frame(
                task, at, values, asking, consult, meanwhile, call, grants, Map.copyOf(changed), effected, recheck);
    }

    Frame effectedNow() {
        return new Frame(task, at, values, asking, consult, meanwhile, call, grants, tries, true, recheck);
    }
}
