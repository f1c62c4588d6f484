package dev.sotto.orchestrator.model;

import java.util.List;

/**
 * How an answer ended.
 *
 * @param calls functions that are wanted, in order
 * @param tokensIn 0 where the endpoint does not say
 */
record ChatAnswer(List<FunctionCall> calls, long tokensIn, long tokensOut) {
    /** A function call as the model wrote it; {@code arguments} is meant to be a JSON object. */
    record FunctionCall(String name, String arguments) {}
}
