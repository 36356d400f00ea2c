package dev.parley.conformance.kit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything this process logs while it is open, at the finest level, instead of printing it. */
public final class Log implements AutoCloseable {
  private final Logger root;
  private final Level before;
  private final List<Appender<ILoggingEvent>> silenced = new ArrayList<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Keeper keeper = new Keeper();

  public Log() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    before = root.getLevel();
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      silenced.add(all.next());
    }
    silenced.forEach(root::detachAppender);
    keeper.setContext(context);
    keeper.start();
    root.addAppender(keeper);
    root.setLevel(Level.TRACE);
  }

  /** What was logged so far, with the messages of what was thrown. */
  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(keeper);
    silenced.forEach(root::addAppender);
  }

  private final class Keeper extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
      for (IThrowableProxy at = event.getThrowableProxy(); at != null; at = at.getCause()) {
        lines.add(at.getClassName() + " " + at.getMessage());
      }
    }
  }
}
