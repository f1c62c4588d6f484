package dev.sotto.orchestrator.task;

import java.util.List;
import java.util.Map;
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
        Position at) {}
