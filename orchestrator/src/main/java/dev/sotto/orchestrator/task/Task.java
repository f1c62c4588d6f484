package dev.sotto.orchestrator.task;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the assistant can do for a customer.
 *
 * @param title what a person calls it ("a refund"); from the file or made of the name
 * @param when examples of what customers say who want this
 * @param review approver mode, or null
 */
public record Task(
        String name,
        String title,
        List<String> when,
        Map<String, Slot> slots,
        Program program,
        @Nullable Review review,
        Position at) {
    /** Everything that people must be able to do for this task: of its consults, their timeouts and its review. */
    public Set<String> skills() {
        Set<String> skills = new TreeSet<>();
        for (Op op : program.ops()) {
            if (op instanceof Op.Consult consult) {
                skills.add(consult.point().skill());
                consult.point().onTimeout().stream()
                        .map(Op.OnTimeout::skill)
                        .filter(Objects::nonNull)
                        .forEach(skills::add);
            }
        }
        if (review != null) {
            skills.add(review.skill());
        }
        return skills;
    }
}
