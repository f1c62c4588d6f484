package dev.sotto.orchestrator.task.expression;

/** Text that is no expression or template. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String hint;

    ExpressionException(String message, String hint) {
        super(message);
        this.problem = message;
        this.hint = hint;
    }

    /** What is wrong, one sentence without a full stop. */
    public String problem() {
        return problem;
    }

    /** What to do about it; may be empty. */
    public String hint() {
        return hint;
    }
}
