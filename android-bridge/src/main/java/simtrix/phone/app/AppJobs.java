package simtrix.phone.app;

import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import android.content.ComponentName;
import android.content.Context;
import android.os.Build;
import android.provider.CallLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import simtrix.phone.device.Jobs;
import simtrix.phone.device.NewerAndroid;

/**
 * Asks Android's job scheduler, which outlives the process, the phone's sleep and its restart.
 *
 * <p>A job that runs still counts as pending, and is forgotten when it ends: what is asked for
 * meanwhile, perhaps for an event that came a moment too late for it, is asked of Android at that
 * end. To ask sooner would stop the run.
 */
final class AppJobs implements Jobs {

  static final int SEND = 1;
  static final int SEND_LATER = 2;
  static final int JUDGE = 3;
  static final int LOG_CHANGED = 4;
  static final int DAILY = 5;

  private static final long JUDGE_AFTER = TimeUnit.SECONDS.toMillis(12);
  private static final long FIRST_BACK_OFF = TimeUnit.SECONDS.toMillis(30);

  private final JobScheduler scheduler;
  private final ComponentName service;
  private final Map<Integer, Object> running = new HashMap<>();
  private final Map<Integer, JobInfo> afterTheRun = new HashMap<>();

  AppJobs(Context context) {
    this.scheduler = context.getSystemService(JobScheduler.class);
    this.service = new ComponentName(context, WakeUpJob.class);
  }

  @Override
  public void sendWhenOnline() {
    JobInfo.Builder job = online(SEND);
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
      hurry(job);
    }
    ask(job.build());
  }

  @Override
  public void sendWhenOnline(long delayMillis) {
    ask(online(SEND_LATER).setMinimumLatency(Math.max(0, delayMillis)).build());
  }

  @Override
  public void judgeSoon() {
    ask(
        new JobInfo.Builder(JUDGE, service)
            .setMinimumLatency(JUDGE_AFTER)
            .setPersisted(true)
            .build());
  }

  @Override
  public synchronized void watch() {
    if (running.containsKey(LOG_CHANGED) || scheduler.getPendingJob(LOG_CHANGED) == null) {
      ask(
          new JobInfo.Builder(LOG_CHANGED, service)
              .addTriggerContentUri(
                  new JobInfo.TriggerContentUri(
                      CallLog.Calls.CONTENT_URI,
                      JobInfo.TriggerContentUri.FLAG_NOTIFY_FOR_DESCENDANTS))
              .setTriggerContentUpdateDelay(JUDGE_AFTER)
              .setTriggerContentMaxDelay(5 * JUDGE_AFTER)
              .build());
    }
    if (scheduler.getPendingJob(DAILY) == null) {
      ask(
          new JobInfo.Builder(DAILY, service)
              .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
              .setPeriodic(TimeUnit.DAYS.toMillis(1))
              .setPersisted(true)
              .build());
    }
  }

  /** Android has started a job; {@code run} stands for this one run of it. */
  synchronized void begun(int id, Object run) {
    running.put(id, run);
  }

  /** Android has stopped a job, and starts it again by itself. */
  synchronized void stopped(int id) {
    running.remove(id);
    afterTheRun.remove(id);
  }

  /**
   * The work of a run is done.
   *
   * @return whether Android is to be told; a job that was asked for anew is not reported as
   *     finished, because to ask for it ends its run
   */
  synchronized boolean done(int id, Object run) {
    if (!running.remove(id, run)) {
      return false;
    }
    Optional<JobInfo> next = Optional.ofNullable(afterTheRun.remove(id));
    next.ifPresent(this::ask);
    return next.isEmpty();
  }

  private synchronized void ask(JobInfo job) {
    if (running.containsKey(job.getId())) {
      afterTheRun.put(job.getId(), job);
    } else if (scheduler.schedule(job) != JobScheduler.RESULT_SUCCESS && job.getId() == SEND) {
      // Android grants a hurried job only so often.
      scheduler.schedule(online(SEND).build());
    }
  }

  @NewerAndroid(Build.VERSION_CODES.S)
  private static void hurry(JobInfo.Builder job) {
    job.setExpedited(true);
  }

  private JobInfo.Builder online(int id) {
    return new JobInfo.Builder(id, service)
        .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
        .setBackoffCriteria(FIRST_BACK_OFF, JobInfo.BACKOFF_POLICY_EXPONENTIAL)
        .setPersisted(true);
  }
}
