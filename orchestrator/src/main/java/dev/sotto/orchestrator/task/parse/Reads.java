package dev.sotto.orchestrator.task.parse;

import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The templates and expressions of an instruction, by when they are worked out. */
final class Reads {
    private Reads() {}

    /** What is worked out when the instruction runs. */
    static List<Object> now(Op op, Map<String, Slot> slots) {
        List<Object> reads = new ArrayList<>();
        if (op instanceof Op.Ask ask) {
            add(reads, ask(ask.slot(), slots));
        } else if (op instanceof Op.Say say) {
            reads.add(say.text());
        } else if (op instanceof Op.Call call) {
            reads.addAll(call.with().values());
        } else if (op instanceof Op.Branch branch) {
            reads.add(branch.condition());
        } else if (op instanceof Op.Set set) {
            reads.add(set.value());
        } else if (op instanceof Op.Allow allow) {
            reads.addAll(allow.with().values());
        } else if (op instanceof Op.Transfer transfer) {
            reads.add(transfer.target());
            reads.addAll(transfer.headers().values());
            add(reads, transfer.say());
        } else if (op instanceof Op.End end) {
            add(reads, end.say());
        } else if (op instanceof Op.Consult consult) {
            reads.addAll(ofPoint(consult.point()));
        }
        return reads;
    }

    private static Collection<Object> ofPoint(Op.ConsultPoint point) {
        List<Object> reads = new ArrayList<>(point.with().values());
        reads.add(point.question());
        add(reads, point.secondPersonIf());
        point.propose().forEach(proposal -> {
            add(reads, proposal.reason());
            reads.addAll(proposal.with().values());
        });
        point.onTimeout().forEach(policy -> {
            add(reads, policy.say());
            add(reads, policy.target());
        });
        return reads;
    }

    /** What may be shown later, when it is known: facts on the card, and what is said meanwhile. */
    static List<Object> later(Op op, Map<String, Slot> slots) {
        List<Object> reads = new ArrayList<>();
        if (op instanceof Op.Consult consult) {
            consult.point().evidence().forEach(fact -> reads.add(fact.value()));
            consult.point().meanwhile().forEach(step -> reads.addAll(now(step, slots)));
        }
        return reads;
    }

    private static @Nullable Object ask(String name, Map<String, Slot> slots) {
        Slot slot = slots.get(name);
        return slot == null ? null : slot.ask();
    }

    private static void add(List<Object> reads, @Nullable Object read) {
        if (read != null) {
            reads.add(read);
        }
    }
}
