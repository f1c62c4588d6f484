package dev.sotto.orchestrator.message;

/**
 * Who listens where on one node.
 *
 * @param node name of this node
 * @param orchestrators how many conversation verticles it runs; a conversation belongs to one for life
 */
public record Addresses(String node, int orchestrators) {
    public Addresses {
        if (orchestrators < 1) {
            throw new IllegalArgumentException("orchestrators must be at least 1, is " + orchestrators);
        }
    }

    /** The verticle that owns a conversation. */
    public String orchestratorOf(String conversationId) {
        return orchestrator(Math.floorMod(conversationId.hashCode(), orchestrators));
    }

    public String orchestrator(int instance) {
        return "orchestrator." + node + "." + instance;
    }

    /** An edge verticle; {@code edge} is its kind and number, for example {@code sip-0} or {@code chat}. */
    public String edge(String edge) {
        return "edge." + node + "." + edge;
    }

    /** The guidance broker: questions to it are request and reply. */
    public String desk() {
        return "desk." + node;
    }

    /** Who places calls: questions to it are request and reply. */
    public String calls() {
        return "calls." + node;
    }

    /** The memory of answers: questions to it are request and reply. */
    public String memory() {
        return "memory." + node;
    }

    /** Published {@link DeskEvent}s, for whoever shows them. */
    public String deskEvents() {
        return "desk." + node + ".events";
    }
}
