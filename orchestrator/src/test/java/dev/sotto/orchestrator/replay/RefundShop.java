package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.parse.PlaybookException;
import dev.sotto.orchestrator.task.parse.PlaybookLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A shop that pays back, with a person's approval above 50 dollars. */
final class RefundShop {
    static final Playbook PLAYBOOK = load("{policy: call_back, say: \"We call you back.\"}");

    private static final String ASSISTANT = """
            company: Harbour
            greeting: "Hello."
            anything_else: "Anything else?"
            goodbye: "Goodbye."
            currency: USD
            """;
    private static final String TOOLS = """
            base: "http://127.0.0.1:1"
            tools:
              orders.lookup: {request: "GET /orders/{number}", arguments: {number: text}}
              orders.refund: {request: "POST /orders/{number}/refunds", arguments: {number: text, amount: number}, gated: true}
            """;
    private static final String REFUND = """
            task: refund
            title: a refund
            when: ["refund my order", "money back", "I want a refund", "refund please"]
            slots:
              order_number: {type: digits, length: 6, ask: "Which order?"}
              reason: {type: text, ask: "What was wrong?"}
            steps:
              - ask: order_number
              - call: orders.lookup
                with: {number: "{{order_number}}"}
                into: order
                on_not_found: {say: "I can't find that.", ask_again: order_number}
              - consult: approve_refund
                if: order.total > 50
                kind: approval
                approves: orders.refund
                with: {number: "{{order_number}}", amount: "{{order.total}}"}
                question: "Refund {{order.total | money}}?"
                propose:
                  - Approve
                  - "Decline: too late"
                  - {label: Half, decision: approve, with: {amount: "{{order.total / 2}}"}}
                skill: billing
                offer_within: 15s
                answer_within: 45s
                meanwhile: [{ask: reason}]
                on_timeout: POLICY
                on_decline: {say: "I can't: {{answer.reason}}."}
              - call: orders.refund
                with: {number: "{{order_number}}", amount: "{{order.total}}"}
              - say: "Done. {{order.total | money}} goes back to your card."
            """;

    private RefundShop() {}

    static Playbook load(String policy) {
        try {
            Path folder = Files.createTempDirectory("playbook");
            Files.writeString(folder.resolve("assistant.yaml"), ASSISTANT);
            Files.writeString(folder.resolve("tools.yaml"), TOOLS);
            Files.createDirectories(folder.resolve("knowledge"));
            Path tasks = Files.createDirectories(folder.resolve("tasks"));
            Files.writeString(tasks.resolve("refund.yaml"), REFUND.replace("POLICY", policy));
            return PlaybookLoader.load(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlaybookException e) {
            throw new IllegalStateException(e);
        }
    }
}
