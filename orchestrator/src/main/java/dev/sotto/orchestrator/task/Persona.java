package dev.sotto.orchestrator.task;

/**
 * How the assistant presents itself.
 *
 * @param company whose assistant it is
 * @param greeting the first words of a call or chat
 * @param anythingElse said when a task is done
 * @param goodbye last words
 * @param personTask the task that is run when somebody asks for a person; empty: an instruction consult
 * @param currency ISO 4217 code for the money filter
 */
public record Persona(
        String company, String greeting, String anythingElse, String goodbye, String personTask, String currency) {}
