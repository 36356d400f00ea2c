package dev.parley.channels.protocol;

/** Shows foreign text inside a message without letting it grow the message. */
public final class Quote {
  private static final int MAX = 60;
  private static final int MAX_ECHO = 250;

  private Quote() {}

  /** At most 60 characters of the text, control characters replaced. */
  public static String brief(String text) {
    String cut = text.length() <= MAX ? text : text.substring(0, MAX) + "…";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /** The text itself unless it is so long that echoing it would be an abuse. */
  public static String bounded(String text) {
    return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "…";
  }
}
