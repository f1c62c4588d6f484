package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.assistant.Assistant;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.journal.Journal;
import dev.sotto.orchestrator.message.Addresses;
import java.time.InstantSource;

/**
 * What running a conversation takes; one set per node, shared by its verticles, all thread-safe.
 *
 * @param fingerprint of the playbook, journalled with each conversation
 */
public record Services(
        Addresses addresses,
        ConversationMachine machine,
        String fingerprint,
        Assistant assistant,
        ToolGate tools,
        Journal journal,
        EventJson json,
        RunnerMeters meters,
        InstantSource clock) {}
